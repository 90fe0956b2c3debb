"""Public addresses of certificates. They stand signed in badges, so they are never changed."""

from django.urls import path

from samklang.delivery.views import public_certificates as public

app_name = "certificates"
urlpatterns = [
    path("", public.check, name="check"),
    path("<uuid:public_id>/", public.certificate, name="certificate"),
    path("issuers/<int:pk>/", public.issuer, name="issuer"),
    path("keys/", public.keys, name="keys"),
    path("keys/<str:name>/", public.one_key, name="key"),
    path("achievements/<int:pk>/", public.achievement, name="achievement"),
    path("status/<int:jobcentre>/<int:number>/", public.status, name="status"),
]
