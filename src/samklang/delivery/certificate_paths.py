"""Addresses of certificates for those who are signed in, within courses under way."""

from django.urls import URLPattern, path

from samklang.delivery.views import certificates, earlier, outlook, own_certificates

CERTIFICATES: list[URLPattern] = [
    path("<int:pk>/certificates/", certificates.certificates, name="certificates"),
    path("<int:pk>/certificates/rule/", certificates.certificate_rule, name="certificate-rule"),
    path("<int:pk>/certificates/new/", certificates.issuing, name="certificate-issuing"),
    path("<int:pk>/certificates/new/<int:person>/", certificates.exception, name="certificate-exception"),
    path("certificates/<int:pk>/revocation/", certificates.revocation, name="certificate-revocation"),
    path("certificates/<int:pk>/correction/", certificates.correction, name="certificate-correction"),
    path("own/certificates/", own_certificates.own_certificates_page, name="own-certificates"),
    path("own/certificates/<int:pk>/sharing/", own_certificates.sharing, name="certificate-sharing"),
    path("own/certificates/<int:pk>/certificate.<str:language>.pdf", own_certificates.proof, name="certificate-proof"),
    path("own/certificates/<int:pk>/badge.svg", own_certificates.badge_picture, name="badge-picture"),
    path("own/certificates/<int:pk>/badge.json", own_certificates.badge_file, name="badge-file"),
]
OUTLOOK: list[URLPattern] = [path("<int:pk>/forecast/", outlook.forecast, name="forecast")]
EARLIER: list[URLPattern] = [
    path("earlier/", earlier.programmes, name="earlier-programmes"),
    path("earlier/<int:pk>/", earlier.earlier, name="earlier"),
    path("earlier/<int:pk>/new/", earlier.new_proof, name="earlier-new"),
    path("earlier/<int:pk>/file/", earlier.proof_file, name="earlier-file"),
    path("earlier/<int:pk>/import/", earlier.proof_import, name="earlier-import"),
    path("earlier/<int:pk>/import/<uuid:batch>/undo/", earlier.import_undo, name="earlier-undo"),
    path("earlier/proofs/<int:pk>/removal/", earlier.proof_removal, name="earlier-removal"),
    path("earlier/proofs/<int:pk>/copy/", earlier.proof_document, name="earlier-copy"),
]
