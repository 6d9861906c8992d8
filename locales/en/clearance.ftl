clearance-nav = Clearances
clearance-text = Health staff cleared for protected patients. The prison neither decides nor sees these. Whoever is not cleared sees the number alone.
clearance-new-text = A clearance opens one protected patient. You can propose a colleague or yourself. Another doctor decides.
clearance-only-doctor = Only a doctor decides clearances for health staff.
clearance-stuck = Nobody can decide this now
clearance-no-doctor = No other doctor holds a role in the prison. A system administrator can propose the role for one more doctor, also one who otherwise serves other prisons.
clearance-no-governor = No other governor holds a role in the prison. A system administrator can propose the role for one more.
help-page-clearances = Who of the health staff is cleared for protected patients: propose, decide, end.
