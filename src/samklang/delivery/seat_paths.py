"""Addresses of seats: a manager's pages, and what one asks about one's own seat."""

from django.urls import path

from samklang.delivery.views import makeups, own_seats, seats

SEATS = [
    path("<int:pk>/seats/", seats.seats, name="seats"),
    path("<int:pk>/seats/move/", seats.seat_move, name="seat-move"),
    path("<int:pk>/seats/swap/", seats.seat_swap, name="seat-swap"),
    path("<int:pk>/seats/<int:plan>/undo/", seats.seats_undo, name="seats-undo"),
    path("seat-requests/<int:pk>/approval/", seats.seat_approval, name="seat-approval"),
    path("seat-requests/<int:pk>/refusal/", seats.seat_refusal, name="seat-refusal"),
    path("seat-requests/<int:pk>/removal/", own_seats.seat_request_taken_back, name="seat-request-taken-back"),
    path("<int:pk>/own-seat/giving-up/", own_seats.seat_giving_up, name="seat-giving-up"),
    path("<int:pk>/own-seat/cohort/", own_seats.seat_other_cohort, name="seat-other-cohort"),
    path("<int:pk>/own-seat/swap/", own_seats.seat_asking_to_swap, name="seat-asking-to-swap"),
    path("<int:pk>/waiting-list/", own_seats.waiting_list, name="waiting-list"),
    path("<int:pk>/waiting-list/removal/", own_seats.waiting_list_leaving, name="waiting-list-leaving"),
    path("swaps/<int:pk>/", own_seats.swap, name="swap"),
    path("offers/<int:pk>/", own_seats.offer, name="offer"),
    path("<int:pk>/makeups/", makeups.makeups, name="makeups"),
]
