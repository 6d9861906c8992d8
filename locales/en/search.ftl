search-hint = Parts of the name in any order, alias, inmate number, cell (A2-214), national identity number, D-number or DUF number.
search-people = People
search-own = In your prison
search-others = Elsewhere
search-maybe = Did you mean?
search-results = Hits
search-alias = Alias
search-count = { $count ->
    [0] No hits
    [one] One hit
   *[other] { $count } hits
}
search-more = There are more. Type more of the name to find the right one.
search-none = No hits for “{ $typed }”
search-none-short = No hits
search-none-text = It may be the spelling, or the person is not within what you have access to. We do not say which.
search-too-short = Type a little more
search-too-short-text = At least two letters of a name, a number or a cell.
search-pages = Pages
