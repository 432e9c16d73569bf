"""Access over HTTP: who comes with which token, and what they may do then."""

from service.access.choice import AccessChoice, OidcChoice, access_choice
from service.access.refusal import NotSignedInError
from service.access.sign_in import SignIn, authorization

__all__ = ["AccessChoice", "NotSignedInError", "OidcChoice", "SignIn", "access_choice", "authorization"]
