sign-in = Sign in
username = Username
password = Password
station = Where are you?
station-hint = Decides how long you stay signed in without doing anything.
station-more = Shared machine or tablet?
station-office = Own desk (60 minutes)
station-shared = Shared machine (10 minutes)
station-tablet = Tablet on a unit (30 minutes)
sign-in-wrong = The username or the password is not right.
sign-in-missing-username = Enter your username.
sign-in-missing-password = Enter your password.
sign-in-too-many = Too many tries. Wait a quarter of an hour and try again.
sign-in-other-side = This account works on another side of Overgang. Use the address you were given for it.
demo-choose = Choose who you want to be
demo-choose-text = This database is a demonstration. One click signs you in as the role.
whole-service = The whole service and its regions
region = Region { $region }
accounts-count = { $count ->
    [one] one account
   *[other] { $count } accounts
}
second-factor = Second factor
code = One-time code
code-hint = Six digits from the authenticator app.
code-wrong = The code is not right, or it was used before. Wait for the next one.
continue = Continue
confirm = Confirm that it is you
confirm-text = What you are about to do concerns other people's rights. Enter your password again. It holds for ten minutes.
password-wrong = The password is not right.
about-what = Overgang follows a person through the correctional service, from reception to release. Each profession sees the part its work requires.
about-privacy = Insight and logging
about-privacy-text = Every look and every change is logged with who, when and why. The inmate can learn who has looked at the record. The log cannot be changed unseen.
about-accessibility = Accessibility
about-accessibility-text = Overgang is made for WCAG 2.2 AA and can be used by keyboard alone, without script, on a tablet and on paper. Tell the system administrator if something does not work for you.
role-at = { $role }, { $place }
two-roles = { $one } and { $other }
