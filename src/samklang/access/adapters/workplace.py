"""Coming in through the municipality's own sign-in: who comes must be known here already, by their address."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render

from samklang.access.commands import sign_in as commands
from samklang.access.queries import sign_in as queries
from samklang.access.refusals import Refusal
from samklang.core import words
from samklang.core.words import say


class WorkplaceAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Gives nobody access: it only finds the person whom the register knows. Nothing of the peer's is kept."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002 - allauth hands it
        """Never."""
        return False

    def authenticate_by_email(self, sociallogin: SocialLogin) -> None:
        """Not allauth's way, which takes the password from whoever has one: `pre_social_login` finds the person."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the person; or a page that says why not, and whom to ask."""
        peer = peer_settings(sociallogin.account.provider)
        refusal = _too_low(sociallogin, peer) or _from_elsewhere(sociallogin, peer) or _not_vouched_for(sociallogin)
        if refusal:
            _refuse(request, refusal)
        email = _address(sociallogin)
        person = queries.person_with_address(email, queries.municipality_named(str(peer.get("municipality", ""))))
        if person is None:
            reason = say("Nobody has access here with the address {email}.", email=email)
            _refuse(request, Refusal(reason))
        sociallogin.user = person


def peer_settings(provider: str) -> Mapping[str, Any]:
    """What is set for a peer, by the name a sign-in carries: its own, or that of its kind."""
    for kind, given in settings.SOCIALACCOUNT_PROVIDERS.items():
        for peer in given["APPS"]:
            if provider == (peer.get("provider_id") or kind):
                found: Mapping[str, Any] = peer["settings"]
                return found
    return {}


def _too_low(sociallogin: SocialLogin, peer: Mapping[str, Any]) -> Refusal | None:
    """How sure the peer is of whom it sends: the level of the Danish standard NSIS, where one is asked for."""
    asked = peer.get("levels", [])
    said = (sociallogin.account.extra_data or {}).get(peer.get("level_attribute"), []) if asked else []
    if not asked or set(said) & set(asked):
        return None
    return Refusal(
        say(
            "Your workplace's sign-in was at the level “{said}”, and Samklang asks for {asked}. "
            "Sign in there in a safer way.",
            said=", ".join(said) or "–",
            asked=" / ".join(asked),
        )
    )


def _from_elsewhere(sociallogin: SocialLogin, peer: Mapping[str, Any]) -> Refusal | None:
    """One peer may carry the sign-ins of many authorities; each says its own CVR number."""
    asked = peer.get("cvr", "")
    said = (sociallogin.account.extra_data or {}).get(peer.get("cvr_attribute"), []) if asked else []
    if not asked or said == [asked]:
        return None
    return Refusal(say("You signed in at a workplace with another CVR number than {cvr}.", cvr=asked))


def _not_vouched_for(sociallogin: SocialLogin) -> Refusal | None:
    if _address(sociallogin):
        return None
    return Refusal(say("Your workplace did not say which e-mail address is yours, or did not vouch for it."))


def _address(sociallogin: SocialLogin) -> str:
    """The address that the peer vouches for; empty where it vouches for none."""
    vouched = [one.email for one in sociallogin.email_addresses if one.verified is True]
    return vouched[0].strip().lower() if vouched else ""


def _refuse(request: HttpRequest, refusal: Refusal) -> None:
    commands.note_refused_sign_in()
    reason = words.render(refusal.reason, str(getattr(request, "LANGUAGE_CODE", words.LANGUAGES[0])))
    raise ImmediateHttpResponse(
        render(request, "access/account/not_known.html", {"reason": reason}, status=HTTPStatus.FORBIDDEN)
    )
