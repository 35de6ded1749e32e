"""Suggestions by readers: taking one in, asking back, and deciding. None of it is public, and none of it publishes."""

from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from kb.editorial.revisions import take_turn
from kb.editorial.saving import save_record, save_statement
from kb.models import (
    Citation,
    Dataset,
    Event,
    Fact,
    LanguageModel,
    License,
    LicenseTerm,
    Source,
    Statement,
    Suggestion,
    SuggestionStep,
    reasons,
)
from kb.vocabulary.editorial import Publication
from kb.vocabulary.suggestions import State, Step

PER_HOUR = 5  # suggestions from one network
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_DECIDE_PERMISSION = "kb.change_suggestion"


class TooMany(Exception):
    """So many came from one network within an hour that the next one waits. `minutes`: how long."""

    def __init__(self, minutes: int):
        super().__init__(minutes)
        self.minutes = minutes


class NotOpen(ValidationError):
    """The act does not fit how the suggestion stands by now."""


def may_decide(user) -> bool:
    """Whoever publishes decides; contributors read what is suggested, without name and e-mail."""
    return user.has_perm(_DECIDE_PERMISSION)


@transaction.atomic
def submit(suggestion: Suggestion, *, address: str) -> Suggestion:
    """Take a suggestion in. In: an unsaved one; the network address of who sent it, which is not stored.

    Out: the stored one, the earlier one if it was sent twice. Raises TooMany.
    """
    take_turn("kb_suggestion")  # they are counted and stored one after another
    if sent := Suggestion.objects.filter(token=suggestion.token).first():
        return sent
    now = timezone.now()
    Suggestion.objects.filter(at__lt=now - _DAY).exclude(address_code="").update(address_code="")
    # The code changes at midnight; an hour may have begun before.
    codes = [_code(address, now), _code(address, now - _HOUR)]
    recent = Suggestion.objects.filter(address_code__in=codes, at__gt=now - _HOUR).order_by("-at")
    times = list(recent.values_list("at", flat=True)[:PER_HOUR])
    if len(times) == PER_HOUR:
        raise TooMany(minutes=int((times[-1] + _HOUR - now) / timedelta(minutes=1)) + 1)
    suggestion.address_code = codes[0]
    suggestion.full_clean()
    suggestion.save()
    return suggestion


@transaction.atomic
def ask(suggestion: Suggestion, *, by: User, what: str) -> None:
    """Ask whoever made it; the question stands on the private page. Raises NotOpen."""
    found = _undecided(suggestion)
    _step(found, Step.QUESTION, by=by, text=what)
    found.state = State.ASKED
    found.save(update_fields=["state"])


@transaction.atomic
def answer(suggestion: Suggestion, *, text: str) -> None:
    """The answer of whoever has the private address. Raises NotOpen unless something was asked."""
    found = _undecided(suggestion)
    if found.state != State.ASKED:
        raise NotOpen(_("Nothing is asked here now, or it was answered already."))
    _step(found, Step.ANSWER, by=None, text=text)
    found.state = State.WAITING
    found.save(update_fields=["state"])


@transaction.atomic
def decline(suggestion: Suggestion, *, by: User, why: str) -> None:
    """Decide that nothing comes of it. In: `why`, which the private page shows. Raises NotOpen."""
    found = _undecided(suggestion)
    _step(found, Step.REFUSAL, by=by, text=why)
    _decide(found, State.DECLINED)


@transaction.atomic
def accept(suggestion: Suggestion, *, statement: Statement, source: Source, by: User, told: str = "") -> Statement:
    """Make a draft of it, which cites the suggested source. It is for an editor to read that, complete it and publish.

    In: an unsaved fact, term or event; the source, stored or new; `told`, a word to whoever suggested it. Out: the
    statement, a draft whatever it said. Raises NotOpen, ValidationError when a rule refuses; then nothing is stored.
    """
    found = _undecided(suggestion)
    why = reasons.written(reasons.SUGGESTED)
    if source.pk is None:
        source.full_clean()
        save_record(source, parts=lambda: None, by=by, why=why)
    statement.publication = Publication.DRAFT
    statement.full_clean()
    # Nobody has read it yet, so the citation has no day of reading and the draft cannot be published before it has.
    citation = Citation(source=source, locator=found.locator)

    def parts() -> None:
        if isinstance(statement, Event) and (subject := found.subject()):
            _participants(statement, subject).add(subject)
        setattr(citation, statement.citation_key, statement)
        citation.full_clean()
        citation.save()

    save_statement(statement, parts=parts, by=by, why=why)
    setattr(found, statement.citation_key, statement)
    _step(found, Step.ACCEPTANCE, by=by, text=told)
    _decide(found, State.ACCEPTED)
    return statement


def source_at(address: str) -> Source | None:
    """The source that stands for an address, or for the copy that was read there."""
    page = address.partition("#")[0]
    found = Source.objects.filter(Q(url__in=[address, page]) | Q(copy_url__in=[address, page]))
    return found.order_by("pk").first()


def fits(suggestion: Suggestion) -> list[type[Fact] | type[LicenseTerm] | type[Event]]:
    """The kinds of statement that it may become, the nearest first."""
    if suggestion.license_id:
        return [LicenseTerm, Event]
    if suggestion.language_model_id or suggestion.dataset_id:
        return [Fact, Event]
    return [Event]


def _participants(event: Event, subject: models.Model):
    """The list of an event in which a record of this kind stands."""
    lists: dict[type[models.Model], str] = {
        LanguageModel: "language_models",
        Dataset: "datasets",
        License: "licenses",
    }
    return getattr(event, lists[type(subject)])


def _undecided(suggestion: Suggestion) -> Suggestion:
    """The suggestion as it is now, locked: two editors do not decide it twice."""
    found = Suggestion.objects.select_for_update().filter(pk=suggestion.pk).first()
    if found is None or found.is_decided():
        raise NotOpen(_("It was decided in the meantime, or deleted."))
    return found


def _decide(suggestion: Suggestion, state: State) -> None:
    suggestion.state = state
    suggestion.name = suggestion.email = ""  # nobody needs to be written to any more
    suggestion.save()


def _step(suggestion: Suggestion, kind: Step, *, by: User | None, text: str) -> None:
    step = SuggestionStep(suggestion=suggestion, kind=kind, by=by, text=text)
    step.full_clean()
    step.save()


def _code(address: str, at: datetime) -> str:
    """Tells networks apart within one day (UTC), and leads back to none of them without the secret key."""
    salt = f"kb.suggestion {at:%Y-%m-%d}"
    return salted_hmac(salt, _network(address), algorithm="sha256").hexdigest()


def _network(address: str) -> str:
    """One visitor has one IPv4 address, but in IPv6 a whole network of them."""
    try:
        found = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or ip_network(f"{found}/64", strict=False))
    return str(found)
