"""`wardmote plan import FILE --plan ID` and `--new TITLE`: a file brought in without its pages."""

import argparse
from datetime import date

from wardmote.cli.answers import Answer, Misused, NotDone


def add_options(parser: argparse.ArgumentParser) -> None:
    """Say where the file goes."""
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--plan", type=int, metavar="ID", help="bring it into this plan, by the number in its address")
    where.add_argument("--new", metavar="TITLE", help="bring it into a new draft of this title")
    parser.add_argument("--partnership", metavar="SLUG", help="whose new plan it is")
    parser.add_argument("--from", dest="starts_on", type=date.fromisoformat, metavar="DATE", help="its first day")
    parser.add_argument("--to", dest="ends_on", type=date.fromisoformat, metavar="DATE", help="its last day")
    parser.add_argument("--reason", default="", help="why an adopted plan changes, for its readers")


def bring_in(options: argparse.Namespace) -> Answer:
    """Bring the file in with every guess as it stands."""
    from wardmote.common.states import StateRefused
    from wardmote.partnership.queries import get_partnership
    from wardmote.plan.reading.types import CannotRead
    from wardmote.plan.services.importing import NewPlan
    from wardmote.plan.services.importing_file import bring_in_file

    new, partnership = None, None
    if options.new:
        if not (options.partnership and options.starts_on and options.ends_on):
            raise Misused("A new plan needs --partnership, --from and --to as well.")
        if options.ends_on < options.starts_on:
            raise Misused("--to is before --from.")
        partnership = get_partnership(options.partnership)
        if partnership is None:
            raise Misused(f"There is no partnership {options.partnership}.")
        new = NewPlan(options.new, options.starts_on, options.ends_on)
    elif not options.reason.strip():
        # The installation is nobody whose reason could be asked later.
        raise Misused("Say with --reason why the plan changes: whoever reads it sees that.")
    try:
        kept = bring_in_file(
            actor=None, name=options.file.name, content=options.file.read_bytes(), plan_id=options.plan,
            partnership=partnership, new=new, reason=options.reason,
        )  # fmt: skip
    except CannotRead as refusal:
        return Answer(str(refusal), {"refused": str(refusal)}, done=False)
    except (StateRefused, OSError) as refusal:
        raise NotDone(str(refusal)) from refusal
    counts = kept.accounting
    text = (
        f"Brought into plan {kept.plan_id}: {counts['new']} new, {counts['changed']} changed, "
        f"{counts['unchanged']} unchanged; {counts['rejected']} rows rejected, {counts['repeated']} repeated."
    )
    return Answer(text, {"plan": kept.plan_id, "import": kept.pk, "accounting": counts})
