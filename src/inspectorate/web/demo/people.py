"""The demonstration's people: one for each role, a second inspector, and an administrator. All are invented."""

from __future__ import annotations

from dataclasses import dataclass

from inspectorate.web.planning.roles import Role


@dataclass(frozen=True, slots=True)
class Invented:
    """Somebody invented: handle, name, role (None for the administrator), and what they do, in a sentence."""

    handle: str
    name: str
    role: Role | None
    does: str

    @property
    def email(self) -> str:
        """Return their address, which reaches nobody."""
        return f"{self.handle}@example.org"

    @property
    def role_name(self) -> str:
        """Return what they are, in words."""
        return self.role.label if self.role is not None else "Administrator"


LEAD = Invented("lena-lead", "Lena Lead", Role.LEAD, "Watches fieldwork, settles clashes, closes alerts, sees results.")
INES = Invented("ines-inspector", "Ines Inspector", Role.INSPECTOR, "Assesses cases and signs them off.")
IVOR = Invented("ivor-inspector", "Ivor Inspector", Role.INSPECTOR, "Assesses cases too, some of them the same ones.")
ASHA = Invented("asha-assistant", "Asha Assistant", Role.ASSISTANT, "Assesses cases; an inspector signs them off.")
READER = Invented("rosa-reader", "Rosa Reader", Role.READER, "Reads signed cases again, comments, sends back.")
CONTACT = Invented("conor-contact", "Conor Contact", Role.CONTACT, "Answers alerts for the inspected body.")
ADMINISTRATOR = Invented("ada-administrator", "Ada Administrator", None, "Looks after people; is in no inspection.")

PEOPLE = (
    LEAD,
    INES,
    IVOR,
    ASHA,
    READER,
    Invented("anna-analyst", "Anna Analyst", Role.ANALYST, "Reads results and exports the inspection."),
    Invented("pavel-panel", "Pavel Panel", Role.PANEL, "Reads results, for the ratings panel."),
    Invented("petra-publisher", "Petra Publisher", Role.PUBLISHER, "Reads results and exports the inspection."),
    CONTACT,
    Invented("olga-observer", "Olga Observer", Role.OBSERVER, "Sees how far the inspection has come."),
    ADMINISTRATOR,
)
