"""Addresses that nothing answers for: those that lead elsewhere, those whose page is gone."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http import HttpResponseRedirect as HttpResponseTemporaryRedirect
from django.shortcuts import render
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from blog import routes
from blog.editions.read import Reader, scope_of

REDIRECTS = {301: HttpResponsePermanentRedirect, 302: HttpResponseTemporaryRedirect}


class LostAddresses(RedirectMiddleware):
    """Answers in the place of a 404 as GraphQL's `route` does; for who is logged in, redirects
    lead to private pages too."""

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
        scope = scope_of(request)
        found = routes.lost(Reader(scope), request.get_full_path()) if scope else None
        if found is None:
            return None
        if found["__typename"] == "GoneRoute":
            return render(request, "410.html", status=410)
        return REDIRECTS[found["status"]](found["to"])


def logged_in(request: HttpRequest) -> bool:
    """Asked of nobody without a session, whose answers must vary by no cookie."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
