"""The page from which the demonstration's people sign in."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from inspectorate.web.accounts.models import Person
from inspectorate.web.demo.people import PEOPLE

_BY_HANDLE = {one.handle: one for one in PEOPLE}


def people(request: HttpRequest) -> HttpResponse:
    """List the people by role, with a button each to sign in as."""
    context = {"plain": True, "people": PEOPLE, "after": request.GET.get("next", "")}
    return render(request, "demo/people.html", context)


@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demonstration's people, and nobody else."""
    invented = _BY_HANDLE.get(request.POST.get("person", ""))
    if not settings.DEMONSTRATION or invented is None:
        raise Http404
    person = Person.objects.filter(handle=invented.handle, email=invented.email, is_active=True).first()
    if person is None:
        raise Http404
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    after = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(after, allowed_hosts={request.get_host()})
    return redirect(after if is_ours else settings.LOGIN_REDIRECT_URL)
