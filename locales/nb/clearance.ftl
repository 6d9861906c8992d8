clearance-nav = Klareringer
clearance-text = Helsepersonell som er klarert for skjermede pasienter. Fengselet avgjør ikke disse og ser dem ikke. Den som ikke selv er klarert, ser bare nummeret.
clearance-new-text = Klarering gir innsyn i én skjermet pasient. Du kan foreslå en kollega eller deg selv. En annen lege avgjør.
clearance-only-doctor = Bare en lege avgjør klareringer for helsepersonell.
clearance-stuck = Ingen kan avgjøre dette nå
clearance-no-doctor = Ingen annen lege har rolle i fengselet. En systemforvalter kan foreslå rollen for en lege til, også en som ellers betjener andre fengsler.
clearance-no-governor = Ingen annen fengselsleder har rolle i fengselet. En systemforvalter kan foreslå rollen for én til.
help-page-clearances = Hvem av helsepersonellet som er klarert for skjermede pasienter: foreslå, avgjør, avslutt.
