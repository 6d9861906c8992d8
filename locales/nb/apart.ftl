apart-level-cell = Ikke samme celle
apart-level-unit = Ikke samme avdeling
apart-level-prison = Ikke samme fengsel
apart-role-victim = Utsatt
apart-role-perpetrator = Utøver
apart-role-mutual = Gjensidig
apart-role-witness = Vitne
apart-role-unknown = Ukjent
apart-reason-threats = Trusler
apart-reason-violence = Vold
apart-reason-same-case = Samme straffesak
apart-reason-witness = Har vitnet eller skal vitne
apart-reason-victim = Fornærmet i den andres sak
apart-reason-network = Motsatte kriminelle nettverk
apart-reason-debt = Gjeld
apart-reason-own-wish = Eget ønske
apart-reason-other = Annet
# $name (String) - the other person
# $number (String) - their number
apart-person = { $name } ({ $number })
apart-hidden = en person du ikke kan se
# $who (String) - the other person
apart-meets-together = Skal holdes atskilt fra { $who }, som er med her.
# $who (String) - the other person
apart-meets-cell = Skal holdes atskilt fra { $who }, som bor i samme celle.
# $who (String) - the other person
apart-meets-unit = Skal holdes atskilt fra { $who }, som bor på samme avdeling.
# $who (String) - the other person
apart-meets-prison = Skal holdes atskilt fra { $who }, som er i samme fengsel.
# $level (String) - how far apart
# $why (String) - the kind of reason
apart-detail = { $level }. Grunn: { $why }.
# $level (String) - how far apart
# $why (String) - the kind of reason
# $text (String) - the reason in words
apart-detail-text = { $level }. Grunn: { $why }. { $text }
