//! What the ledger's words are called.

use super::rules::{House, Kind, Own, Side};
use super::settlement::Way;
use crate::web::lang::Text;

pub(super) fn kind(t: Text, kind: Kind) -> String {
    match kind {
        Kind::Allowance => t.msg_money_kind_allowance(),
        Kind::Deposit => t.msg_money_kind_deposit(),
        Kind::Withdrawal => t.msg_money_kind_withdrawal(),
        Kind::Purchase => t.msg_money_kind_purchase(),
        Kind::Transfer => t.msg_money_kind_transfer(),
        Kind::Savings => t.msg_money_kind_savings(),
        Kind::Compensation => t.msg_money_kind_compensation(),
        Kind::Release => t.msg_money_kind_release(),
        Kind::Opening => t.msg_money_kind_opening(),
        Kind::Reversal => t.msg_money_kind_reversal(),
    }
}

pub(super) fn own(t: Text, own: Own) -> String {
    match own {
        Own::Allowance => t.msg_money_own_allowance(),
        Own::Private => t.msg_money_own_private(),
        Own::Savings => t.msg_money_own_savings(),
    }
}

pub(super) fn house(t: Text, house: House) -> String {
    match house {
        House::Wages => t.msg_money_house_wages(),
        House::Food => t.msg_money_house_food(),
        House::Bank => t.msg_money_house_bank(),
        House::Shop => t.msg_money_house_shop(),
        House::Compensation => t.msg_money_house_compensation(),
        House::Unclaimed => t.msg_money_house_unclaimed(),
        House::WrittenOff => t.msg_money_house_written_off(),
    }
}

pub(super) fn side(t: Text, side: Side) -> String {
    match side {
        Side::Own(account) => own(t, account),
        Side::House(account) => house(t, account),
    }
}

/// An account by the word of its row.
pub(super) fn account(t: Text, own_account: bool, word: &str) -> String {
    let known = if own_account { Own::of(word).map(Side::Own) } else { House::of(word).map(Side::House) };
    known.map_or_else(|| word.to_owned(), |s| side(t, s))
}

/// How somebody who has left is settled.
pub(super) fn way(t: Text, way: Way) -> String {
    match way {
        Way::PaidOut => t.msg_money_settled_paid_out(),
        Way::Unclaimed => t.msg_money_settled_unclaimed(),
        Way::PaidIn => t.msg_money_settled_paid_in(),
        Way::WrittenOff => t.msg_money_settled_written_off(),
        Way::Between => t.msg_money_settled_between(),
        Way::Collected => t.msg_money_settled_collected(),
    }
}
