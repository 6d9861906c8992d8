//! The list of faults on top of a form, each with the name of its field: "Fyll ut dette feltet" six times tells nobody where to look.
//!
//! The list and the fields are made apart, by every form in its own way; what both know is the field's id. So the name is put in where the page is whole.

/// How the list begins, as its template writes it.
const LIST: &str = "data-error-summary>";
const ITEM: &str = "<li><a href=\"#";

/// The page with the name of its field before each message of the list that does not say it itself.
pub(super) fn named(html: String) -> String {
    let Some((before, rest)) = html.split_once(LIST) else { return html };
    let Some((list, after)) = rest.split_once("</ul></div>") else { return html };
    let mut parts = list.split(ITEM);
    let mut named = String::with_capacity(html.len() + 400);
    named.push_str(before);
    named.push_str(LIST);
    named.push_str(parts.next().unwrap_or_default());
    for part in parts {
        named.push_str(ITEM);
        match part.split_once("\">") {
            Some((id, message)) => {
                named.push_str(id);
                named.push_str("\">");
                let words = message.split("</a>").next().unwrap_or_default().to_lowercase();
                if let Some(name) = name(after, id).filter(|name| !words.contains(&name.to_lowercase())) {
                    named.push_str(name);
                    named.push_str(": ");
                }
                named.push_str(message);
            }
            None => named.push_str(part),
        }
    }
    named.push_str("</ul></div>");
    named.push_str(after);
    named
}

/// What a field is called: the legend of its group where it is one choice of several, else its label.
fn name<'a>(html: &'a str, id: &str) -> Option<&'a str> {
    let at = html.find(&format!(" id=\"{id}\""))?;
    let open = html[..at].rfind('<')?;
    let tag = html[open..].split('>').next()?;
    let choice = tag.contains("type=\"radio\"") || tag.contains("type=\"checkbox\"");
    let group = html[..at].rfind("<fieldset").filter(|start| !html[*start..at].contains("</fieldset>"));
    let label = match group.filter(|_| choice || tag.starts_with("<fieldset")) {
        Some(start) => html[start..].split_once("<legend")?.1,
        None => html.split_once(&format!(" for=\"{id}\""))?.1,
    };
    let text = label.split_once('>')?.1.split('<').next()?.trim();
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::named;

    fn page(list: &str, form: &str) -> String {
        format!("<main><div {0}<h2>Rett opp</h2><ul>\n{list}</ul></div><form>{form}</form></main>", super::LIST)
    }

    #[test]
    fn each_fault_has_the_name_of_its_field() {
        let form = "<label class=\"l\" for=\"from\">Gjelder fra <span>(påkrevd)</span></label><input id=\"from\"><label for=\"until\">Frist</label><input id=\"until\">";
        let list = "<li><a href=\"#from\">Fyll ut dette feltet</a></li>\n<li><a href=\"#until\">Fyll ut dette feltet</a></li>\n";
        let told = named(page(list, form));
        assert!(told.contains("<a href=\"#from\">Gjelder fra: Fyll ut dette feltet</a>"), "{told}");
        assert!(told.contains("<a href=\"#until\">Frist: Fyll ut dette feltet</a>"), "{told}");
        assert!(told.ends_with("</form></main>"));
    }

    #[test]
    fn a_choice_has_the_name_of_its_group() {
        let form =
            "<fieldset><legend class=\"l\">Kjønn <span>(påkrevd)</span></legend><input type=\"radio\" id=\"sex\"><label for=\"sex\">Mann</label></fieldset>";
        let told = named(page("<li><a href=\"#sex\">Velg ett av alternativene.</a></li>\n", form));
        assert!(told.contains("Kjønn: Velg ett av alternativene."), "{told}");
    }

    #[test]
    fn what_says_its_field_or_belongs_to_none_stays_as_it_is() {
        let form = "<label for=\"why\">Begrunnelse</label><input id=\"why\">";
        let list = "<li><a href=\"#why\">Skriv en begrunnelse.</a></li>\n<li><a href=\"#gone\">Noen var først.</a></li>\n";
        let whole = page(list, form);
        assert_eq!(named(whole.clone()), whole);
        assert_eq!(named("<main>uten</main>".to_owned()), "<main>uten</main>");
    }
}
