allowance-nav = Allowance
allowance-tab = Allowance
allowance-of = Allowance, { $name }
allowance-lead = Days that have been worked out and wait for approval, and what has been approved (regulations § 3-13).
allowance-to-approve = To approve
allowance-none = No days are waiting
allowance-none-text = Every day that is over has been approved. Each night the day before is worked out.
allowance-batches = Approved
allowance-batches-none = Nothing has been approved yet
allowance-batches-none-text = Once a month has been approved it stands here with its days and its sum.
allowance-col-month = Month
allowance-col-people = People
allowance-col-days = Days
allowance-col-notes = Notes
allowance-col-approved = Approved
allowance-col-basis = Made up of
allowance-col-without = Hold back
allowance-col-day = Day
allowance-col-why = Why
allowance-col-state = Status
allowance-corrected = { $n ->
    [one] { $n } approved day has changed: NOK { $sum }
   *[other] { $n } approved days have changed: NOK { $sum }
}
allowance-days-register = { $n ->
    [one] { $n } day waits for a register
   *[other] { $n } days wait for a register
}
allowance-days-rate = { $n ->
    [one] { $n } day waits for a rate
   *[other] { $n } days wait for a rate
}
allowance-of-those-corrected = { $n ->
    [one] { $n } corrected day
   *[other] { $n } corrected days
}
allowance-month-title = Approve the allowance of { $month }
allowance-month-lead = { $n ->
    [one] { $n } day can be approved, NOK { $sum } in all.
   *[other] { $n } days can be approved, NOK { $sum } in all.
}
allowance-n-ordinary = { $n } at the ordinary rate
allowance-n-support = { $n } at the support rate
allowance-n-mixed = { $n } divided
allowance-n-none = { $n } without allowance
allowance-with-food = food { $sum }
allowance-hold-back = Hold back { $name }
allowance-approve-heading = Approve
allowance-approve = Approve the days
allowance-this-happens = What happens
allowance-happens-booked = The amounts are booked on the allowance accounts today, one entry a person.
allowance-happens-corrected = Days that were approved as something else are reversed and booked anew.
allowance-happens-stays = Those you hold back, and days that wait for a register, stay until next time.
allowance-changed-heading = The days have changed
allowance-changed = The days have been worked out anew, or approved by somebody else, since you opened the page. Nothing has been booked. Look at the numbers as they are now.
allowance-nobody-left = Everybody is held back. Include at least one person.
allowance-batch = The approval
allowance-batch-title = Approved allowance, { $month }
allowance-batch-lead = Approved { $at } by { $by }.
allowance-fact-corrected = Of those corrected days
allowance-fact-total = Sum of the days
allowance-fact-booked = Booked on the accounts
allowance-booked = Booked
allowance-booked-none = Nothing was booked
allowance-booked-none-text = The days of this approval gave no money.
allowance-undone = of which reversed { $sum }
allowance-done = The days have been approved and booked.
allowance-day-by-day = Day by day
allowance-days-lead = What each day of { $month } gave, why, and the rule it rests on.
allowance-days-none = No days have been worked out
allowance-days-none-text = The person was not here this month, or the days are not over yet.
allowance-earlier = { $n ->
    [one] What it said before ({ $n } time)
   *[other] What it said before ({ $n } times)
}
allowance-computed = Calculation { $n }, { $at }
allowance-booked-as = Booked as { $sum } until the change is approved
allowance-sum = The month
allowance-fact-approved = Approved
allowance-fact-proposed = Waiting for approval
allowance-fact-waiting = Days that lack something
allowance-minutes = { $of } of { $planned } min
allowance-rate-ordinary = ordinary rate
allowance-rate-support = support rate
allowance-rate-mixed = divided
allowance-rate-none = no allowance
allowance-state-proposed = Waits for approval
allowance-state-approved = Approved
allowance-state-replaced = Replaced
allowance-state-overtaken = Worked out anew
allowance-waits-register = The register is not taken
allowance-waits-rate = There is no rate
allowance-what-worked = Attended
allowance-what-programme = Took part in a programme
allowance-what-excused = Away for a valid reason
allowance-what-supported = Away, support rate
allowance-what-refused = Refused, or away without a valid reason
allowance-what-holiday = Public holiday
allowance-what-not-taken = The register is not taken
allowance-what-weekend = Saturday or Sunday
allowance-what-free-day = Weekday without a session
allowance-what-without-place = Has been offered no place
allowance-what-offer-refused = Has refused a place
allowance-what-unfit = Unfit for work
allowance-what-own-isolation = Out of company by own wish
allowance-what-admission-day = Day of admission
allowance-what-release-day = Day of release
allowance-what-addition = Addition
allowance-what-cut = Loss of allowance
allowance-what-food = Food money
allowance-what-not-held = Was not in prison on this day
money-nav = Accounts and ledger
money-tab = Accounts
money-tab-theme = Money
money-of = Accounts, { $name }
money-lead = Allowance, own money and savings of each person, and the prison's own accounts.
money-house = Prison
money-find = Name or number
money-found = { $n ->
    [one] { $n } found.
   *[other] { $n } found.
}
money-show = Show
money-show-all = Everybody
money-show-left = Released, not settled
money-show-below = Below zero
money-left = Released
money-moved-on = Moved to another prison
money-accounts = Accounts
money-none = No accounts here
money-none-text = Accounts are opened when the first amount is booked.
money-house-accounts = The prison's accounts
money-house-none = Nothing has been booked yet.
money-latest = Booked lately
money-latest-none = No entries
money-latest-none-text = Purchases, deposits and withdrawals made by hand stand here.
money-col-name = Name
money-col-amount = Amount (NOK)
money-col-together = Together
money-col-what = What
money-col-balance = Balance
money-col-number = Entry
money-col-kind = Kind
money-col-account = Account
money-col-in = In
money-col-out = Out
money-col-entries = Entries
money-col-moved = Moved (NOK)
money-own-allowance = Allowance
money-own-private = Own money
money-own-savings = Savings
money-house-wages = Allowance, cost
money-house-food = Food money, cost
money-house-bank = Bank
money-house-shop = Shop
money-house-compensation = Compensation
money-house-unclaimed = Unclaimed money
money-house-written-off = Written off
money-kind-allowance = Allowance
money-kind-deposit = Deposit
money-kind-withdrawal = Withdrawal
money-kind-purchase = Purchase
money-kind-transfer = Transfer
money-kind-savings = Savings
money-kind-compensation = Compensation
money-kind-release = Settlement at release
money-kind-opening = Opening balance
money-kind-reversal = Reversal
money-way = { $kind }: from { $from } to { $to }
money-way-label = What is to be booked?
money-missing-way = Choose what is to be booked
money-amount = Amount
money-amount-hint = In kroner, for example 79.50
money-bad-amount = Write an amount in kroner above 0, for example 79.50
money-booked-on = Booked on
money-bad-day = Write a date
money-day-ahead = The day has not come yet
money-day-long-ago = The day is more than a year back
money-month-closed = The month is closed. Book the amount on a day of an open month.
money-text = Text
money-text-hint = Stands on the statement.
money-reason = Reason
money-days-corrected = The days were corrected
money-not-enough = There is not enough on the account. It has NOK { $sum }.
money-not-enough-now = There is no longer enough on the account. Something was booked meanwhile.
money-new-entry = New entry
money-post = Book
money-done = The amount has been booked.
money-person-lead = What came in and went out of each account, and what is left.
money-person-none = No movements
money-person-none-text = Nothing has been booked on the accounts yet.
money-month-none = No movements this month.
money-opening = before { $sum }
money-closing = Balance { $sum }
money-owed = Owed
money-owed-accounts = On the accounts
money-owed-days = { $n ->
    [one] { $n } day not approved
   *[other] { $n } days not approved
}
money-owed-together = Together
money-owed-waiting = { $n ->
    [one] { $n } day lacks a register or a rate
   *[other] { $n } days lack a register or a rate
}
money-to-approve = Approve the days
money-settle = Settlement at release
money-settle-here = The person has not been released yet. The settlement can be made on the day of release.
money-settle-words = NOK { $sum } goes out, and the accounts become empty.
money-settle-to = The money goes to
money-settle-missing-to = Choose where the money goes
money-settle-stale = Something was booked on the accounts since you opened the page. Nothing has been settled. Look at the sum as it is now.
money-settle-below = An account is below zero. Cover it first by a transfer.
money-settle-nothing = There is nothing to settle
money-settle-save = Settle
money-settled = The accounts have been settled.
money-settled-already = Somebody else has settled the account. Nothing more has been booked.
money-settled-paid-out = Paid out
money-settled-unclaimed = The person cannot be found. The prison keeps the money.
money-settled-paid-in = What was owed has been paid in
money-settled-written-off = Written off
money-settled-between = One account covers the other
money-settled-collected = The money has been fetched
money-settle-way = How it is settled
money-settle-missing-way = Choose how it is settled
money-settle-reason-hint = Required when the amount is written off.
money-settle-missing-reason = Say why, in three characters or more
money-settle-owes = The person owes NOK { $sum }.
money-settle-kept = The prison keeps NOK { $sum } that nobody has fetched.
money-settle-even = The accounts come to nothing together, but one of them is below zero.
money-settle-only-days = There is nothing on the accounts. Days that are not approved come to the account when they are.
money-left-title = Settlement, { $name }
money-left-lead = { $number }, released { $at }
money-left-list-lead = Accounts that were not settled at release, however long ago that was. The list is empty when everything is settled.
money-left-to-settle = To be settled
money-left-col-days = In days
money-left-closed = Record closed
money-left-closed-text = The record closed 30 days after release. Here is only what is needed to settle.
money-left-account = The account
money-undoes = Reversal of { $number }
money-entry = The entry
money-entry-title = Entry { $number }
money-entry-lead = Booked { $at } by { $by }.
money-lines = Lines
money-link-reverses = The entry that was reversed
money-link-reversed-by = Reversed by this entry
money-reverse = Reverse
money-reverse-mirror = A new entry is booked today with the same amounts the other way.
money-reverse-stays = The first entry stays. An entry is reversed only once.
money-reverse-why = Why is it reversed?
money-reverse-hint = At least three characters. Stands on the entry.
money-missing-reason = Write why
money-reversed = The entry has been reversed.
money-reversed-already = Somebody else has reversed the entry already. Nothing more was booked.
money-not-this-way = Allowance is corrected by working the days out anew, and a reversal is not reversed.
money-periods = Months
money-periods-lead = A closed month takes no more entries. Corrections are booked in the open one.
money-months = Months
money-periods-none = No months yet
money-periods-none-text = The ledger begins with the first entry.
money-period-close = Close
money-period-closed = Closed
money-period-open = Open
money-period-closed-by = { $at } by { $by }
money-period-owed = NOK { $sum } on the inmates' accounts
money-period-not-over = The month is not over
money-period-open-days = { $n ->
    [one] { $n } day of allowance is not approved
   *[other] { $n } days of allowance are not approved
}
money-period-still-open = The month has days that are not approved. Approve them first.
money-period-closed-already = Somebody else has closed the month already.
money-period-done = The month has been closed.
money-statement = Statement of account
money-statements = Statements of account for { $month }
money-statements-all = Statements
money-statements-lead = { $n ->
    [one] { $n } statement, on a sheet of its own. English for who needs an interpreter.
   *[other] { $n } statements, each on a sheet of its own, in the order of the doors. English for who needs an interpreter.
}
money-statement-period = { $from } – { $until }
money-statement-made = Printed { $at }.
money-statement-open = The month is not over.
money-statement-none = Nothing has been booked on your accounts.
money-statement-opening = Balance before
money-statement-closing = Balance at the end
money-statement-total = Together on your accounts: NOK { $sum }
money-statement-ask = Ask your contact officer if something is wrong.
