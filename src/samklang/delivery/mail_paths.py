"""Addresses of mail and calendars: a course's outbox, a jobcentre's letters, and one's own calendar feed."""

from django.urls import path

from samklang.delivery.views import feed, letters, outbox

MAIL = [
    path("<int:pk>/mail/", outbox.outbox, name="outbox"),
    path("<int:pk>/mail/addresses/<int:dead>/", outbox.address_trusted, name="address-trusted"),
    path("mail/<int:pk>/", outbox.mail, name="mail"),
    path("mail/<int:pk>/retry/", outbox.mail_retry, name="mail-retry"),
    path("mail/<int:pk>/stopping/", outbox.mail_stopping, name="mail-stopping"),
    path("letters/<int:place>/", letters.letters, name="letters"),
    path("letters/<int:place>/<slug:key>/<slug:language>/", letters.letter, name="letter"),
    path("letters/<int:place>/<slug:key>/<slug:language>/removal/", letters.letter_removal, name="letter-removal"),
    path("own/calendar/", feed.own_feed, name="own-feed"),
    path("own/calendar/revocation/", feed.own_feed_revocation, name="own-feed-revocation"),
    path("feed/<str:secret>.ics", feed.feed, name="feed"),
]
