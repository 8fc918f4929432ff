"""What every template finds at hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, pass_context
from jinja2.runtime import Context

from inspectorate.kernel.problems import Problem
from inspectorate.web.design.times import clock, day, long_day, moment, short_day
from inspectorate.web.planning.access import allowed


def environment(**options: Any) -> Environment:
    """Make the environment of every page; what is not there is an error, and what was typed is escaped."""
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    # the design system's macros import one another by their package's name
    macros = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options["loader"] = ChoiceLoader([options["loader"], macros])
    made = Environment(**options)  # noqa: S701 - Django passes autoescape=True
    made.globals.update(
        static=static, url=url, may_open=may_open, messages=get_messages, error_list=error_list, error_at=error_at
    )
    made.filters.update(moment=moment, day=day, clock=clock, long_day=long_day, short_day=short_day)
    return made


def url(name: str, *arguments: object, **named: object) -> str:
    """Return the address of a page."""
    return reverse(name, args=arguments or None, kwargs=named or None)


def error_list(problems: Iterable[Problem]) -> list[dict[str, str]]:
    """Return problems as the error summary shows them, each leading to the field that it is about."""
    return [
        {"text": f"{problem.message} {problem.remedy}", "href": f"#{problem.place.field or 'main-content'}"}
        for problem in problems
    ]


def error_at(problems: Iterable[Problem] | None, field: str) -> dict[str, str] | None:
    """Return a field's own problem as a component shows it; None where it has none."""
    told = [f"{problem.message} {problem.remedy}" for problem in problems or () if problem.place.field == field]
    return {"text": " ".join(told)} if told else None


@pass_context
def may_open(context: Context, name: str, method: str = "GET") -> bool:
    """Say whether the reader of this page may open another one of the same inspection."""
    request = context["request"]
    return allowed(name, method, person=request.user, roles=getattr(request, "roles", frozenset()))


def context(request: HttpRequest) -> dict[str, object]:
    """Return what every page knows: the person, the inspection, and whether this is the demonstration."""
    from django.conf import settings  # noqa: PLC0415 - this module is named in the settings

    return {
        "person": request.user if hasattr(request, "user") and request.user.is_authenticated else None,
        "inspection": getattr(request, "inspection", None),
        "demonstration": settings.DEMONSTRATION,
    }
