"""What people add to assessments: words, weights, scores, another ranking, and priorities for the plan."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused
from wardmote.access.services.once import once
from wardmote.common.formfields import new_token
from wardmote.common.states import StateRefused
from wardmote.common.versions import EditConflict
from wardmote.evidence import contributions
from wardmote.evidence.assessing import months as when
from wardmote.evidence.assessing.assemble import SECTIONS
from wardmote.evidence.assessing.ranking import CRITERIA, HUMAN, bands
from wardmote.evidence.assessing.themes import BY_KEY, THEMES
from wardmote.evidence.forms.assessments import HandOverForm, ScoreForm, WeightsForm, WordsForm
from wardmote.evidence.queries.assessment_inputs import matrix_of
from wardmote.evidence.queries.assessments import (
    matrices,
    recommendations_of,
    sections_of,
    theme_scores,
    to_assess,
)
from wardmote.evidence.services.assessment_files import hand_over
from wardmote.evidence.services.assessment_words import save_words
from wardmote.evidence.services.assessments import change_weights, give_score, rank_again
from wardmote.evidence.views.assessments import done, own_partnership

makers = needs(Permission.EVIDENCE_LOAD)
# Two forms stand on one page: no control of one may have the id of the other's.
_SCORE = "score_%s"


@require_http_methods(["GET", "HEAD", "POST"])
@makers
def words(request: Request, public_id: UUID, key: str) -> HttpResponse:
    """Write what is said in a section. Somebody else's change in between is never written over unseen."""
    found = to_assess(request.actor, public_id, "assessment.write")
    if key not in SECTIONS:
        raise Refused(request.actor, "assessment.write", reason="no such section", object_ref=str(public_id))
    held = sections_of(found, [key])[0]
    row = held.words
    form = WordsForm(
        request.POST or None, initial={"text": row.text if row else "", "version": row.version if row else 0}
    )
    context: dict[str, Any] = {"found": found, "section": held, "to": when.name(found.to_month), "conflict": None}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            save_words(actor=request.actor, public_id=public_id, section=key, text=given["text"],
                       started_from=given["version"])  # fmt: skip
        except EditConflict as conflict:
            again = WordsForm(initial={"text": given["text"], "version": conflict.version})
            return render(request, "evidence/assessments/words.html",
                          {**context, "form": again, "conflict": conflict, "errors": True}, status=409)  # fmt: skip
        done(request, f"Your words on “{held.title}” are saved.")
        return redirect("evidence:assessment_section", public_id=public_id, key=key)
    return render(request, "evidence/assessments/words.html", {**context, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@makers
def scoring(request: Request) -> HttpResponse:
    """The scoring matrix: weights, what scores stand for, and what people have given."""
    partnership = own_partnership(request, "assessment.weigh")
    current = matrix_of(partnership.pk)
    form = WeightsForm(
        request.POST or None, weights=current["matrix"], initial={"started_from": current["matrix_number"]}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def act() -> str:
            made = change_weights(
                actor=request.actor, partnership=partnership, weights={key: given[key] for key in CRITERIA},
                reason=given["reason"], started_from=given["started_from"],
            )  # fmt: skip
            return str(made.number)

        try:
            number = once(actor=request.actor, token=given["form_token"], purpose="assessment.weigh", act=act)
        except StateRefused as refused:
            form.add_error(None, str(refused))
        else:
            done(request, f"Matrix {number} holds from the next assessment, and wherever one is ranked again.")
            return redirect("evidence:scoring")
    return _scoring(request, form, ScoreForm(auto_id=_SCORE), partnership.pk)


@require_POST
@makers
def score(request: Request) -> HttpResponse:
    """Give a theme a score for a criterion that people judge."""
    partnership = own_partnership(request, "assessment.score")
    form = ScoreForm(request.POST, auto_id=_SCORE)
    if form.is_valid():
        given = form.cleaned_data

        def act() -> str:
            made = give_score(
                actor=request.actor, partnership=partnership, theme=given["theme"], criterion=given["criterion"],
                score=given["score"], reason=given["reason"],
            )  # fmt: skip
            return str(made.pk)

        try:
            once(actor=request.actor, token=given["form_token"], purpose="assessment.score", act=act)
        except StateRefused as refused:
            form.add_error(None, str(refused))
        else:
            done(request, f"{BY_KEY[given['theme']].name}: the score is kept until another is given.")
            return redirect("evidence:scoring")
    current = matrix_of(partnership.pk)
    weights = WeightsForm(weights=current["matrix"], initial={"started_from": current["matrix_number"]})
    return _scoring(request, weights, form, partnership.pk)


def _scoring(request: Request, weights: WeightsForm, score_form: ScoreForm, partnership_id: int) -> HttpResponse:
    held = theme_scores(partnership_id)
    context = {
        "form": weights,
        "score_form": score_form,
        "current": matrix_of(partnership_id),
        "criteria": CRITERIA,
        "human": HUMAN,
        "bands": bands(),
        "versions": list(matrices(partnership_id)),
        "given": [
            (theme, [(CRITERIA[key][0], held.get((theme.key, key))) for key in HUMAN])
            for theme in THEMES
            if not theme.rest
        ],
    }
    return render(request, "evidence/assessments/scoring.html", context)


@require_POST
@makers
def rank(request: Request, public_id: UUID) -> HttpResponse:
    """Rank an assessment's counts again, by the weights and scores as they stand."""
    found = to_assess(request.actor, public_id, "assessment.rank")
    token = request.POST.get("form_token", "")

    def act() -> str:
        return str(rank_again(actor=request.actor, public_id=public_id).pk)

    try:
        once(actor=request.actor, token=token or new_token(), purpose="assessment.rank", act=act)
    except StateRefused as refused:
        messages.warning(request, str(refused))
    else:
        done(request, "The themes are ranked by the weights and scores as they stand now.")
    return redirect("evidence:assessment_section", public_id=found.public_id, key="ranking")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PARTNERSHIP_MANAGE)
def priorities(request: Request, public_id: UUID) -> HttpResponse:
    """Make draft priorities of what is recommended."""
    found = to_assess(request.actor, public_id, "assessment.hand_over")
    above = contributions.given()
    rows = recommendations_of(found)
    waiting = [(str(row.number), row.wording) for row, _ in rows if not row.plan_ref]
    form = HandOverForm(
        request.POST or None, waiting=waiting, drafts=above.drafts(request.actor) if above else [],
        initial={"title": f"{found.partnership.name} plan from {when.name(found.to_month)}"},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def act() -> str:
            plan = "" if given["plan"] == "new" else given["plan"]
            made = hand_over(
                actor=request.actor, public_id=public_id, numbers=given["numbers"], plan_ref=plan, title=given["title"],
                address=request.build_absolute_uri(reverse("evidence:assessment", args=[public_id])),
            )  # fmt: skip
            return str(len(made))

        try:
            count = once(actor=request.actor, token=given["form_token"], purpose="assessment.hand_over", act=act)
        except StateRefused as refused:
            form.add_error(None, str(refused))
        else:
            done(request, "The draft priority is in the plan." if count == "1" else
                 f"{count} draft priorities are in the plan.")  # fmt: skip
            return redirect("evidence:assessment_section", public_id=public_id, key="recommendations")
    context = {"form": form, "found": found, "to": when.name(found.to_month), "rows": rows, "waiting": waiting}
    return render(request, "evidence/assessments/priorities.html", context)
