//! A browser without a screen: keeps cookies, follows what is there, fills the form that the page really has.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{Method, Request, header};
use http_body_util::BodyExt;
use scraper::{ElementRef, Html, Selector};
use tower::ServiceExt;

/// One person's browser.
#[derive(Clone)]
pub struct Browser {
    router: axum::Router,
    cookies: BTreeMap<String, String>,
    pub language: &'static str,
    /// Whether it says that its page asks, and nobody before it.
    pub by_itself: bool,
}

/// An answer.
pub struct Page {
    pub status: u16,
    pub location: Option<String>,
    pub headers: axum::http::HeaderMap,
    pub body: Vec<u8>,
    pub path: String,
}

impl Browser {
    pub fn new(router: axum::Router) -> Self {
        Self { router, cookies: BTreeMap::new(), language: "nb", by_itself: false }
    }

    /// The session cookie's value, as it would be stolen.
    pub fn session_cookie(&self) -> Option<String> {
        self.cookies.get("overgang").cloned()
    }

    /// Puts a cookie in, as somebody who stole it would.
    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// Sends fields as a page of another site would make a browser do.
    pub async fn post_from_elsewhere(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "cross-site")
            .header(header::ORIGIN, "https://elsewhere.example")
            .body(Body::from(body))
            .unwrap();
        self.send(request, path).await
    }

    /// Fetches a page.
    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Request::builder().method(Method::GET).uri(path).body(Body::empty()).unwrap(), path).await
    }

    /// Fetches the part of a page that a script replaces.
    pub async fn get_fragment(&mut self, path: &str) -> Page {
        self.send(Request::builder().method(Method::GET).uri(path).header("x-fragment", "1").body(Body::empty()).unwrap(), path).await
    }

    /// Opens a stream; it goes on until the answer is dropped.
    pub async fn open_stream(&self, path: &str) -> axum::response::Response {
        let cookie = format!("overgang={}", self.session_cookie().unwrap());
        let request = Request::builder().method(Method::GET).uri(path).header(header::COOKIE, cookie).header(header::HOST, "overgang.test");
        let request = request.header(header::ACCEPT_ENCODING, "br, gzip").body(Body::empty()).unwrap();
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// Sends fields as a form, as a browser does from a page of ours.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .unwrap();
        self.send(request, path).await
    }

    /// Fills a form of a page as [`Browser::submit`] does and sends it as a script that keeps a draft does: without the key of the form.
    pub async fn keep(&mut self, page: &Page, action: &str, overrides: &[(&str, &str)]) -> Page {
        let mut fields = page.form(action).unwrap_or_else(|| panic!("{} has no form to {action}", page.path));
        fields.retain(|(n, _)| n != "once" && n != "do" && overrides.iter().all(|(o, _)| n != o));
        fields.extend(overrides.iter().chain(&[("do", "keep")]).map(|(n, v)| ((*n).to_owned(), (*v).to_owned())));
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(&fields).finish();
        let request = Request::builder()
            .method(Method::POST)
            .uri(action)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header("x-fragment", "1")
            .body(Body::from(body))
            .unwrap();
        self.send(request, action).await
    }

    /// Sends fields as a tablet's queue does: with a key of its own and the time they were made.
    pub async fn post_queued(&mut self, path: &str, fields: &[(&str, &str)], key: uuid::Uuid, made_at: chrono::DateTime<chrono::Utc>) -> Page {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header("idempotency-key", key.to_string())
            .header("x-made-at", made_at.to_rfc3339())
            .body(Body::from(body))
            .unwrap();
        self.send(request, path).await
    }

    /// Sends a body as it is.
    pub async fn post_raw(&mut self, path: &str, body: &[u8]) -> Page {
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body.to_vec()))
            .unwrap();
        self.send(request, path).await
    }

    /// Sends a form with a file in it, as a browser does for `multipart/form-data`.
    pub async fn upload(&mut self, path: &str, fields: &[(&str, &str)], file: (&str, &[u8])) -> Page {
        const EDGE: &str = "----edge-of-a-part";
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
        }
        body.extend(
            format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{}\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n", file.0).into_bytes(),
        );
        body.extend(file.1);
        body.extend(format!("\r\n--{EDGE}--\r\n").into_bytes());
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={EDGE}"))
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .unwrap();
        self.send(request, path).await
    }

    /// The token that this session's forms carry, from any page with a form.
    pub async fn token(&mut self) -> String {
        let page = self.get("/me").await;
        page.value("input[name=csrf]").unwrap_or_default()
    }

    /// Sends fields with this session's token.
    pub async fn post_with_token(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let token = self.token().await;
        let mut all = vec![("csrf", token.as_str())];
        all.extend_from_slice(fields);
        self.post(path, &all).await
    }

    /// Fills the form of `page` whose action is `action` with what the page itself holds, overrides some fields, and sends it.
    pub async fn submit(&mut self, page: &Page, action: &str, overrides: &[(&str, &str)]) -> Page {
        let mut fields = page.form(action).unwrap_or_else(|| panic!("{} has no form to {action}", page.path));
        for (name, value) in overrides {
            fields.retain(|(n, _)| n != name);
            fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        self.post(action, &fields).await
    }

    /// Follows one redirect.
    pub async fn follow(&mut self, page: &Page) -> Page {
        let to = page.location.clone().unwrap_or_else(|| panic!("{} {} led nowhere: {}", page.status, page.path, page.text()));
        self.get(&to).await
    }

    async fn send(&mut self, mut request: Request<Body>, path: &str) -> Page {
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
            request.headers_mut().insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        }
        if self.by_itself {
            request.headers_mut().insert("x-by-itself", header::HeaderValue::from_static("1"));
        }
        request.headers_mut().insert(header::ACCEPT_LANGUAGE, self.language.parse().unwrap());
        request.headers_mut().insert(header::HOST, "overgang.test".parse().unwrap());
        let response = self.router.clone().oneshot(request).await.unwrap();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = cookie.split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name)
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned())
            };
        }
        let headers = response.headers().clone();
        let location = headers.get(header::LOCATION).map(|l| l.to_str().unwrap().to_owned());
        let status = response.status().as_u16();
        // A stream has no end: whoever wants to read one opens it with `open_stream`.
        let stream = headers.get(header::CONTENT_TYPE).is_some_and(|t| t.as_bytes().starts_with(b"text/event-stream"));
        let body = if stream { Vec::new() } else { response.into_body().collect().await.unwrap().to_bytes().to_vec() };
        Page { status, location, headers, body, path: path.to_owned() }
    }
}

impl Page {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as a document.
    pub fn html(&self) -> Html {
        Html::parse_document(&self.text())
    }

    /// The `value` of the first element that matches.
    pub fn value(&self, selector: &str) -> Option<String> {
        self.html().select(&Selector::parse(selector).unwrap()).next().and_then(|e| e.value().attr("value").map(str::to_owned))
    }

    /// The text of every element that matches.
    pub fn all(&self, selector: &str) -> Vec<String> {
        self.html().select(&Selector::parse(selector).unwrap()).map(|e| e.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    }

    /// Every address that a link of the page leads to within the house.
    pub fn links(&self) -> Vec<String> {
        let links = self.html().select(&Selector::parse("a[href]").unwrap()).filter_map(|e| e.value().attr("href").map(str::to_owned)).collect::<Vec<_>>();
        links.into_iter().filter(|l| l.starts_with('/') && !l.starts_with("/assets/")).map(|l| l.split('#').next().unwrap_or_default().to_owned()).collect()
    }

    /// The fields that a browser would send for the form to `action`, without any button.
    pub fn form(&self, action: &str) -> Option<Vec<(String, String)>> {
        let document = self.html();
        let form = document.select(&Selector::parse("form[method=post]").unwrap()).find(|f| f.value().attr("action").unwrap_or(&self.path) == action)?;
        Some(fields(form))
    }

    /// The actions of every form that posts.
    pub fn actions(&self) -> Vec<String> {
        self.html().select(&Selector::parse("form[method=post]").unwrap()).map(|f| f.value().attr("action").unwrap_or(&self.path).to_owned()).collect()
    }
}

fn fields(form: ElementRef<'_>) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for e in form.select(&Selector::parse("input[name], textarea[name], select[name]").unwrap()) {
        let (v, name) = (e.value(), e.value().attr("name").unwrap().to_owned());
        match v.name() {
            "textarea" => out.push((name, e.text().collect::<String>().trim_start_matches('\n').to_owned())),
            "select" => {
                let options: Vec<_> = e.select(&Selector::parse("option").unwrap()).collect();
                let chosen = options.iter().find(|o| o.value().attr("selected").is_some()).or_else(|| options.first());
                out.push((name, chosen.and_then(|o| o.value().attr("value")).unwrap_or_default().to_owned()));
            }
            _ => match v.attr("type") {
                Some("checkbox" | "radio") if v.attr("checked").is_none() => {}
                Some("file" | "submit") => {}
                _ => out.push((name, v.attr("value").unwrap_or_default().to_owned())),
            },
        }
    }
    out
}
