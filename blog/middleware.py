"""What needs no view: public pages, addresses that lead elsewhere, those whose page is gone."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http import HttpResponseRedirect as HttpResponseTemporaryRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from blog import routes, views

REDIRECTS = {301: HttpResponsePermanentRedirect, 302: HttpResponseTemporaryRedirect}


class PublicPages:
    """Answers for public pages before sessions, logins and messages are looked at, to whoever has
    no session: what such a reader gets depends on none of them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.page(request) or self.get_response(request)

    def page(self, request: HttpRequest) -> HttpResponse | None:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            return None
        try:
            match = resolve(request.path_info)
            if match.func is not views.serve:
                return None
            request.resolver_match, request.user = match, AnonymousUser()
            found = views.public_page(request, *match.args, **match.kwargs)
        except Resolver404:
            return None
        except Http404 as lost:  # of a page that is there: the view need not look again
            request._lost = lost
            return None
        request._looked_for_page = found is None
        return found


class LostAddresses(RedirectMiddleware):
    """Answers in the place of a 404 as GraphQL's `route` does; for who is logged in, redirects
    lead to private pages too."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answers before a page is made that says there is none."""
        if not isinstance(exception, Http404):
            return None
        request.past_the_end = isinstance(exception, views.PastTheEnd)
        return None if logged_in(request) else self.known(request)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.status_code != 404:
            return response
        if logged_in(request):
            found = super().process_response(request, response)
            if found is not response:
                return found
        return self.known(request) or response

    def known(self, request: HttpRequest) -> HttpResponse | None:
        """The answer for an address that something is known of."""
        found = None if getattr(request, "past_the_end", False) else routes.lost_on(request)
        if found is None:
            return None
        if found["__typename"] == "GoneRoute":
            return render(request, "410.html", status=410)
        return REDIRECTS[found["status"]](found["to"])


def logged_in(request: HttpRequest) -> bool:
    """Asked of nobody without a session, whose answers must vary by no cookie."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
