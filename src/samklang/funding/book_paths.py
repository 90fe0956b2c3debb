"""Addresses of the books."""

from django.urls import path

from samklang.funding.views import vouchers

_ONE = "vouchers/<int:pk>/"
BOOKS = [
    path("vouchers/", vouchers.vouchers, name="vouchers"),
    path("vouchers.csv", vouchers.vouchers_file, name="vouchers-file"),
    path("vouchers/new/", vouchers.new_voucher, name="voucher-new"),
    path(_ONE, vouchers.voucher, name="voucher"),
    path(f"{_ONE}document/", vouchers.voucher_document, name="voucher-document"),
    path(f"{_ONE}document/new/", vouchers.voucher_document_new, name="voucher-document-new"),
    path(f"{_ONE}credit-note/", vouchers.voucher_credit_note, name="voucher-credit-note"),
    path(f"{_ONE}counter-entry/", vouchers.voucher_counter_entry, name="voucher-counter-entry"),
    path(f"{_ONE}attestation/", vouchers.voucher_attestation, name="voucher-attestation"),
]
