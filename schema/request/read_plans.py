"""Read plans: what an answer depends on: the plans that were read, and their states."""

from collections.abc import Mapping

from graph.record import StoredPlan


class ReadPlans:
    """What one operation read from the store."""

    def __init__(self) -> None:
        self.stamps: dict[str, int] = {}
        """The stamp of each plan that was read, as it was when it was read first: while it is the same, nothing that
        the answer says of the plan has changed."""
        self.are_all_asked = False
        """Whether the list of all plans was read."""
        self.is_latest_asked = False
        """Whether the latest revision of a plan was read, not a given one."""
        self.is_store_asked = False
        """Whether the store was used for anything else."""
        self.is_unstamped = False
        """Whether something was read that no stamp covers, such as the audit log of all plans."""

    def add(self, stored: StoredPlan) -> None:
        """Remember that a plan was read, and in which state."""
        self.stamps.setdefault(stored.info.slug, stored.stamp)

    @property
    def is_complete(self) -> bool:
        """Whether the stamps cover everything that the answer depends on.

        Whatever is read beside a plan is read after the plan itself. Where the store was asked and no plan was, nobody
        can say what the answer rests on.
        """
        is_told = bool(self.stamps) or self.are_all_asked or not self.is_store_asked
        return is_told and not self.is_unstamped

    @property
    def is_of_revisions(self) -> bool:
        """Whether all that was asked for were given revisions of given plans."""
        return bool(self.stamps) and not self.is_latest_asked and not self.are_all_asked

    @property
    def is_nothing(self) -> bool:
        """Whether an answer rests on no plan, so that nothing that is written can change it."""
        return not self.stamps and not self.are_all_asked

    def holds(self, now: Mapping[str, int]) -> bool:
        """Say whether nothing that an answer rests on has changed, by the stamps of the plans as they are now."""
        if self.are_all_asked and len(now) != len(self.stamps):
            return False
        for slug, stamp in self.stamps.items():  # noqa: SIM110 - all() would take several times as long
            if now.get(slug) != stamp:
                return False
        return True
