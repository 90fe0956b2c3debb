"""Addresses of looking back."""

from django.urls import URLPattern, path

from samklang.citizens.views import reviews, trend_parts

REVIEW: list[URLPattern] = [
    path("reviews/", reviews.reviews, name="reviews"),
    path("reviews/new/", reviews.new_review, name="review-new"),
    path("reviews/file/<str:ending>/", reviews.reviews_file, name="reviews-file"),
    path("reviews/<int:pk>/", reviews.review, name="review"),
    path("reviews/<int:pk>/removal/", reviews.review_removal, name="review-removal"),
    path("trends/<int:pk>/<str:ending>/", trend_parts.trends_file, name="trends-file"),
]
