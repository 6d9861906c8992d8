court-nav = Court hearings
court-title = Court hearings
court-tab = Court
court-person-title = Court hearings, { $name }
court-purpose-first-hearing = First remand hearing
court-purpose-remand-extension = Extension of remand
court-purpose-main-hearing = Main hearing
court-purpose-appeal = Appeal hearing
court-purpose-enforcement = Enforcement
court-purpose-other = Other
court-manner-in-person = In person at court
court-manner-video = Remote (video)
court-interpreter-none = Not needed
court-interpreter-needed = Not ordered
court-interpreter-ordered = Ordered
court-interpreter-confirmed = Confirmed
court-interpreter-line = Interpreter { $language }: { $state }
court-outcome-remanded = Remanded
court-outcome-released = To be released
court-outcome-judgment = Judgment
court-outcome-other = Other result
court-counsel-public = Public defender
court-counsel-own = Private counsel
court-state-planned = Listed
court-state-lacks-result = Result missing
court-state-held = Held
court-state-postponed = Postponed
court-state-cancelled = Cancelled
court-warn-isolated = The person is in full isolation by order of the court on that day. A remote hearing needs consent ({ $cite }).
court-warn-too-long = The person was last in court on { $last }. After { $n } days the hearing cannot be remote ({ $cite }).
court-warn-expiry = The order expires on { $last }. The hearing must be held before that, or nothing holds the person.
court-warn-day-off = The day is a Saturday, a Sunday or a public holiday.
court-warn-interpreter = The person needs an interpreter ({ $language }), and none is recorded.
court-warn-elsewhere = The person is to be elsewhere at that time: { $what }, { $when }.
court-warn-apart = { $who } ({ $detail }) Choose another time, or write in the reason how they are kept apart.
court-choose-court = Choose the court.
court-choose-purpose = Choose what the hearing is for.
court-choose-manner = Choose whether the person is there in person or by video.
court-choose-interpreter = Choose how far the interpreter is.
court-choose-language = Choose the interpreter’s language.
court-choose-counsel = Choose counsel from the list.
court-choose-appointed = Choose whether counsel is a public defender or private.
court-choose-ending = Choose what happened.
court-past = That time has passed.
court-ends-before = The end must be after the beginning.
court-bad-travel = Write the travel time in minutes, from 0 to 720.
court-too-long = At most { $n } characters.
court-not-begun = The hearing has not begun. It can be postponed or cancelled.
court-say-what = Write what the result was.
court-counsel-name-missing = Write the name of counsel, with 2 to 120 characters.
court-bad-phone = Write the telephone number in digits.
court-counsel-to-before = The last day must be after the first.
court-see-warnings = Look through what is marked. Save once more if it shall stand all the same.
court-reason-missing = Write why it shall be so all the same. The reason stays in the case.
court-twice = A hearing at this time in this court is recorded already.
court-changed-meanwhile = Somebody changed the hearing while you were writing. Look it over, and save once more.
court-way-why = The hearing was recorded or changed
court-way-made = The way to court is planned and stands on the officers’ list.
court-way-joined = The hearing has joined the way to court that was planned for that day already.
court-way-moved = The planned way to court has moved with the hearing.
court-way-cancelled = The planned way to court has been called off.
court-way-over = The hearing was over already. It was not changed.
court-no-way = No way to court planned
court-field-court = Court
court-field-case = Case number
court-field-case-hint = For example 26-012345ENE-TOSL/08
court-field-purpose = Purpose
court-field-start = Begins
court-field-end = Expected end
court-field-end-hint = May be left open. Several days: the last one.
court-field-manner = How does the person attend?
court-field-reason = Reason
court-field-reason-hint = Needed where the law stands against it, for example consent to a remote hearing in isolation.
court-field-room = Courtroom
court-field-language = Interpreter’s language
court-field-interpreter = Interpreter
court-field-counsel = Counsel
court-field-travel = Travel time, minutes
court-field-travel-hint = From the gate to the court. The way there is planned by it.
court-field-way = Way to court
court-field-why = Why
court-field-why-hint = Needed when the hearing was postponed or cancelled.
court-field-text = Result in words
court-field-text-hint = For example four weeks of remand, control of letters and visits.
court-field-ending = What happened?
court-field-new-start = Postponed to
court-field-new-start-hint = The new hearing is recorded at once.
court-ending-heading = What became of the hearing?
court-ending-postponed = Postponed to another day
court-ending-cancelled = Cancelled
court-language-none = None
court-counsel-unknown = Not known
court-counsel-of = { $name }, { $firm }
court-counsel-with-phone = { $name }, tel. { $phone }
court-way = Leaves { $at }
court-way-with = Leaves { $at }, escorted by { $escort }
court-postponed-to = Postponed to
court-recorded = Result recorded
court-planned-by = Recorded by
court-by-at = { $by }, { $at }
court-verb-result = Record result
court-verb-ending = Postpone or cancel
court-verb-change = Change
court-record-order = Record the order
court-record-judgment = Record the judgment
court-to-release = To the release
court-nothing = not recorded
court-change = { $field }: from “{ $old }” to “{ $new }” ({ $by }, { $at })
court-span = { $from } to { $to }
court-counsel-name = Name
court-counsel-firm = Firm
court-counsel-phone = Telephone
court-counsel-appointed = Appointed or chosen
court-counsel-case = Case number
court-counsel-from = From
court-counsel-to = Until
court-counsel-to-hint = Left open as long as it lasts.
court-counsel-period = { $from } to { $to }
court-counsel-since = since { $from }
court-counsel = Counsel
court-counsel-new = New counsel
court-counsel-change = Change counsel
court-counsel-none = No counsel is recorded.
court-counsel-over = ended
court-unmonitored = Talks, letters and visits between the inmate and counsel are never monitored (strpl § 186(1), strgjfl §§ 30 to 32).
court-change-heading = Change hearing
court-new-heading = New hearing
court-new-button = New hearing
court-warnings = { $n ->
    [one] One thing to consider
   *[other] { $n } things to consider
}
court-warnings-text = The hearing is not saved yet. Change it, or save once more if it shall stand like this.
court-part-what = Case
court-part-when = Time and place
court-part-who = Interpreter and counsel
court-part-not-held = If it was not held
court-consequence = This will happen
court-consequence-way = If the person attends in person, the way to court is planned, or the hearing joins the one planned for that day already. Officers see it on their list.
court-changes = { $n ->
    [one] One change
   *[other] { $n } changes
}
court-recorded-as = The result is recorded: { $outcome }
court-next-step = One step remains.
court-ahead = Hearings ahead
court-ahead-none = No hearings are listed.
court-past-heading = Earlier
court-past-none = No earlier hearings are recorded.
court-and-room = { $court }, { $room }
court-what = { $purpose }, { $court }
court-own-people = My cases
court-whole-prison = Whole prison
court-week = Week { $n } ({ $from } to { $to })
court-totals = { $n ->
    [one] one hearing
   *[other] { $n } hearings
}, { $out ->
    [one] one in person
   *[other] { $out } in person
}
court-week-before = Week before
court-week-after = Week after
court-this-week = This week
court-choose-scope = Who is shown
court-choose-court-filter = Court
court-count = { $n ->
    [0] none
    [one] one hearing
   *[other] { $n } hearings
}
court-day-none = No hearings today.
court-col-what = Hearing
court-col-way = Way to court
court-col-leaves = Leaves
court-col-starts = Hearing
court-col-court = Court and case
court-leaves = Leaves { $at }
court-not-planned = Not planned
court-with-counsel = Counsel: { $name }
court-transport = Transport list
court-transport-none = Nobody goes to court in person on this day.
court-transport-people = { $n ->
    [0] Nobody to court
    [one] One to court
   *[other] { $n } to court
}
court-back = To the calendar
court-other-prison = Choose another prison
court-warn-joins = A way to court is planned for that day already, from { $out } to { $back }. The hearing joins it, and the time out and back is stretched where needed. Save again to join them, or choose another day

court-hearing-on = { $what }, { $when }
court-day-not-known = The day is not known yet
court-postponed-from = Postponed from
court-verb-new-day = Record the new hearing
court-see-document = See the document
court-choose-to = Choose where the hearing goes on.
court-choose-after = Choose whether this is the postponed hearing or a separate one.
court-field-to = Where does it go on?
court-to-planned = In the hearing that is recorded: { $hearing }
court-to-new = In a new hearing
court-to-unknown = The court has not set another day
court-field-after = Is this a postponed hearing?
court-after-one = Yes, this one was postponed: { $hearing }
court-after-separate = No, it is a separate hearing
court-after-gone = Somebody has already recorded where the postponed hearing goes on. Save again if this is a separate hearing.

court-ending-hint = On release, the arrest and the orders of the same case end on the day of the hearing.
court-released-reason = The court released in a hearing on { $day }
