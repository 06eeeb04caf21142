"""What a person is allowed to do to people, invitations and guidelines.

Predicates of `rules`; a deed asks `may_invite.test(by, person)`.
"""

from typing import NamedTuple

import rules

from ambassadors import factors
from ambassadors.models import KLowering, Role, User


class RoleOf(NamedTuple):
    person: User
    role: Role


@rules.predicate
def is_coordinator(user: User) -> bool:
    return user.is_active and user.is_coordinator


@rules.predicate
def is_outside_the_programme(user: User, person: User) -> bool:
    return person.is_active and not person.is_ambassador


@rules.predicate
def is_in_the_programme(user: User, person: User) -> bool:
    return person.is_active and person.is_ambassador


@rules.predicate
def has_a_mailbox(user: User, person: User) -> bool:
    return bool(person.email)


@rules.predicate
def holds_no_office(user: User, person: User) -> bool:
    """A letter signs its reader in: one for a coordinator would hand their powers to whoever prints it."""
    return not person.holds_office


@rules.predicate
def is_out_of_reach_by_mail(user: User, person: User) -> bool:
    """Whoever reads mail signs in by mail, and no letter of theirs passes through other hands."""
    return not person.email or bool(person.address_fault_reason)


may_invite = is_coordinator & is_outside_the_programme
may_invite_by_mail = may_invite & has_a_mailbox
may_invite_by_letter = may_invite & is_out_of_reach_by_mail & holds_no_office
may_write_letter_back = is_coordinator & is_in_the_programme & is_out_of_reach_by_mail & holds_no_office
may_publish_guidelines = is_coordinator


@rules.predicate
def may_decide_about_guidelines(user: User) -> bool:
    """Only ever about oneself: no deed takes another person."""
    return user.is_active and user.is_ambassador


@rules.predicate
def may_set_boundaries(user: User) -> bool:
    """Only ever one's own."""
    return user.is_active and user.is_ambassador


@rules.predicate
def may_have_pin(user: User) -> bool:
    """Six digits are enough for oneself, not for whoever may do things to others."""
    return user.is_active and bool(user.personnel_number) and not user.holds_office


@rules.predicate
def may_tick_steps(user: User) -> bool:
    """Only ever one's own."""
    return user.is_active and user.is_ambassador


may_edit_onboarding = is_coordinator


@rules.predicate
def may_remove_pin(user: User) -> bool:
    """Not the last way back."""
    return user.has_usable_password() or bool(user.email) or factors.has_passkey(user)


may_import = is_coordinator
may_enter_last_days = is_coordinator
may_decide_applications = is_coordinator
may_run_cohorts = is_coordinator


@rules.predicate
def may_apply(user: User) -> bool:
    """Only ever for oneself."""
    return user.is_active and not user.is_ambassador


may_export = is_coordinator
may_merge_topics = is_coordinator
may_change_settings = is_coordinator


@rules.predicate
def is_council(user: User) -> bool:
    return user.is_active and user.is_council


@rules.predicate
def has_no_hand_in_it(user: User, lowering: KLowering) -> bool:
    """Nobody agrees to what they asked for, or what they would profit from as coordinator."""
    return not user.is_coordinator and lowering.asked_by_id != user.pk


may_decide_about_k = is_council & has_no_hand_in_it


@rules.predicate
def may_hand_out(user: User, asked: RoleOf) -> bool:
    """Administrators hand out every role, coordinators all but that of administrators."""
    if asked.role == Role.ADMINISTRATOR:
        return user.is_administrator
    return user.is_active and (user.is_coordinator or user.is_staff)


@rules.predicate
def is_somebody_else(user: User, asked: RoleOf) -> bool:
    return asked.person.is_active and asked.person.pk != user.pk


@rules.predicate
def stays_in_the_company(user: User, asked: RoleOf) -> bool:
    """Whoever holds an office has no last day entered, and the other way round: else the last one could just go."""
    return asked.role == Role.HELPER or not hasattr(asked.person, "leaving")


may_give_role = may_hand_out & is_somebody_else & stays_in_the_company
may_take_role = may_hand_out
