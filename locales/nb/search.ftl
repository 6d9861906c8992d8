search-hint = Deler av navnet i hvilken som helst rekkefølge, alias, innsattnummer, celle (A2-214), fødselsnummer, D-nummer eller DUF-nummer.
search-people = Personer
search-own = I fengselet ditt
search-others = Andre steder
search-maybe = Mente du?
search-results = Treff
search-alias = Alias
# $count (Number) - hits
search-count = { $count ->
    [0] Ingen treff
    [one] Ett treff
   *[other] { $count } treff
}
search-more = Det finnes flere. Skriv mer av navnet for å finne den rette.
# $typed (String) - what was typed
search-none = Ingen treff på «{ $typed }»
search-none-short = Ingen treff
search-none-text = Det kan skyldes skrivemåten, eller at personen ikke er i det du har tilgang til. Vi sier ikke hvilken av delene.
search-too-short = Skriv litt mer
search-too-short-text = Minst to bokstaver av et navn, et nummer eller en celle.
search-pages = Sider
