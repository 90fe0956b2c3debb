"""A municipality's sign-in over SAML: a peer with keys of its own, that signs and encrypts what it says."""

import base64
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import xmlsec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from lxml import etree
from onelogin.saml2.utils import OneLogin_Saml2_Utils

IDP = "https://context-handler.example.dk/runtime"
_OIO = "https://data.gov.dk/model/core/eid"
CVR = f"{_OIO}/professional/cvr"
LEVEL = "https://data.gov.dk/concept/core/nsis/loa"
_SAML = "urn:oasis:names:tc:SAML:2.0"


@dataclass(frozen=True)
class Keys:
    """A private key and its certificate, as PEM."""

    key: str
    certificate: str

    @property
    def bare_certificate(self) -> str:
        """The certificate without its first and last line."""
        return "".join(self.certificate.splitlines()[1:-1])


def new_keys(name: str) -> Keys:
    """A key pair made now, which nobody else has."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(called, called, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .sign(key, hashes.SHA256())
    )
    written = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return Keys(written.decode(), certificate.public_bytes(serialization.Encoding.PEM).decode())


def metadata(keys: Keys) -> str:
    """What the peer publishes of itself."""
    return f"""<EntityDescriptor xmlns="{_SAML}:metadata" entityID="{IDP}">
  <IDPSSODescriptor protocolSupportEnumeration="{_SAML}:protocol">
    <KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>
      {keys.bare_certificate}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>
    <SingleSignOnService Binding="{_SAML}:bindings:HTTP-Redirect" Location="{IDP}/login"/>
  </IDPSSODescriptor>
</EntityDescriptor>"""


def settings_for(folder: Path, ours: Keys, peers: Keys) -> dict[str, str]:
    """The environment of a site that knows the peer, with its files in the folder."""
    files = {"METADATA": metadata(peers), "KEY": ours.key, "CERTIFICATE": ours.certificate}
    for name, content in files.items():
        (folder / name).write_text(content)
    return {
        **{name: str(folder / name) for name in files},
        "IDP": IDP,
        "NAME": "Kommunens login",
        "ENTITY_ID": "https://samklang.example.dk/",
        "EMAIL_DOMAINS": "example.org",
    }


def request_number(url: str) -> str:
    """The ID of the request that the browser is sent to the peer with."""
    asked = parse_qs(urlsplit(url).query)
    written = zlib.decompress(base64.b64decode(asked["SAMLRequest"][0]), -15)
    return str(etree.fromstring(written).get("ID"))


@dataclass(frozen=True)
class Said:
    """What the peer says. Everything is as it should be, unless something is changed."""

    email: str
    to_request: str
    acs: str
    audience: str = "https://samklang.example.dk/"
    issuer: str = IDP
    level: str = "Substantial"
    age: timedelta = timedelta()
    lasts: timedelta = timedelta(minutes=5)
    attributes: dict[str, str] = field(default_factory=dict)

    def assertion(self) -> str:
        """The assertion as XML, not signed yet."""
        begins = datetime.now(UTC) - self.age - timedelta(seconds=5)
        since, until = _moment(begins), _moment(begins + self.lasts)
        said = {f"{_OIO}/email": self.email, LEVEL: self.level, **self.attributes}
        attributes = "".join(
            f'<saml:Attribute Name="{name}"><saml:AttributeValue>{value}</saml:AttributeValue></saml:Attribute>'
            for name, value in said.items()
        )
        return f"""<saml:Assertion xmlns:saml="{_SAML}:assertion" ID="_{uuid4().hex}" Version="2.0"
 IssueInstant="{since}">
<saml:Issuer>{self.issuer}</saml:Issuer>
<saml:Subject><saml:NameID Format="{_SAML}:nameid-format:persistent">{uuid4()}</saml:NameID>
<saml:SubjectConfirmation Method="{_SAML}:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="{until}"
 Recipient="{self.acs}" InResponseTo="{self.to_request}"/></saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotBefore="{since}" NotOnOrAfter="{until}"><saml:AudienceRestriction>
<saml:Audience>{self.audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>
<saml:AuthnStatement AuthnInstant="{since}" SessionIndex="_{uuid4().hex}"><saml:AuthnContext>
<saml:AuthnContextClassRef>{_SAML}:ac:classes:X509</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>
<saml:AttributeStatement>{attributes}</saml:AttributeStatement></saml:Assertion>"""


def response(said: Said, *, signed_by: Keys | None, encrypted_to: Keys | None) -> str:
    """The answer as the browser carries it: base64 of a response with the assertion in it."""
    assertion = signed(said.assertion(), signed_by) if signed_by else said.assertion()
    return carried(said, assertion, encrypted_to)


def signed(assertion: str, by: Keys) -> str:
    """The assertion with a signature in it."""
    written: bytes = OneLogin_Saml2_Utils.add_sign(
        assertion,
        by.key,
        by.certificate,
        sign_algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
        digest_algorithm="http://www.w3.org/2001/04/xmlenc#sha256",
    )
    return written.decode()


def wrapped(forged: Said, genuine: str) -> str:
    """A forged assertion that carries a genuine one and its signature, for a reader who looks at the wrong one."""
    whole = etree.fromstring(forged.assertion())
    inner = etree.fromstring(genuine)
    signature = next(one for one in inner if one.tag.endswith("}Signature"))
    inner.remove(signature)
    holder = etree.SubElement(signature, "{http://www.w3.org/2000/09/xmldsig#}Object")
    holder.append(inner)
    whole.insert(1, signature)
    return etree.tostring(whole).decode()


def carried(said: Said, assertion: str, encrypted_to: Keys | None) -> str:
    """The response around an assertion, in base64."""
    whole = etree.fromstring(
        f"""<samlp:Response xmlns:samlp="{_SAML}:protocol" xmlns:saml="{_SAML}:assertion" ID="_{uuid4().hex}"
 Version="2.0" IssueInstant="{_moment(datetime.now(UTC))}" Destination="{said.acs}" InResponseTo="{said.to_request}">
<saml:Issuer>{said.issuer}</saml:Issuer><samlp:Status><samlp:StatusCode Value="{_SAML}:status:Success"/></samlp:Status>
<place/></samlp:Response>"""
    )
    place = whole.find("place")
    whole.replace(place, _encrypted(assertion, encrypted_to) if encrypted_to else etree.fromstring(assertion))
    return base64.b64encode(etree.tostring(whole)).decode()


def _encrypted(assertion: str, to: Keys) -> etree._Element:
    """AES-256 with a key of its own, which is sent along for the reader's key only, as OIOSAML 3 asks."""
    holder = etree.fromstring(
        f'<saml:EncryptedAssertion xmlns:saml="{_SAML}:assertion">{assertion}</saml:EncryptedAssertion>'
    )
    template = xmlsec.template.encrypted_data_create(
        holder, xmlsec.constants.TransformAes256Cbc, type=xmlsec.constants.TypeEncElement, ns="xenc"
    )
    xmlsec.template.encrypted_data_ensure_cipher_value(template)
    info = xmlsec.template.encrypted_data_ensure_key_info(template, ns="dsig")
    sent_key = xmlsec.template.add_encrypted_key(info, xmlsec.constants.TransformRsaOaep)
    xmlsec.template.encrypted_data_ensure_cipher_value(sent_key)
    manager = xmlsec.KeysManager()
    manager.add_key(xmlsec.Key.from_memory(to.certificate, xmlsec.constants.KeyDataFormatCertPem))
    encryption = xmlsec.EncryptionContext(manager)
    encryption.key = xmlsec.Key.generate(xmlsec.constants.KeyDataAes, 256, xmlsec.constants.KeyDataTypeSession)
    encryption.encrypt_xml(template, holder[0])
    return holder


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
