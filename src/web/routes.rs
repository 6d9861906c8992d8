//! The only way to mount a handler: method, path and access rule together.
//!
//! `Routes` leaves a private [`Gate`] in the request. [`super::Ctx`] and [`super::Visitor`], the only sources of a database
//! transaction, need it: a handler mounted any other way gets an error page and no database.

use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodRouter, on};
use axum::{Extension, Router};

use super::state::App;
use crate::access::{Act, Class};

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everybody, signed in or not. The list of such routes is pinned by a test.
    Anyone,
    /// Somebody whose sign-in has at least begun: second factor, forced change of password, sign out.
    Begun,
    /// Everybody who is signed in.
    SignedIn,
    /// Roles that may do this.
    Needs(Class, Act),
    /// Roles that may do this with the inmate in the path. Required for every path with `{inmate}`.
    NeedsFor(Class, Act),
}

/// Roles that may do this with records of the class.
pub fn needs(class: Class, act: Act) -> Access {
    Access::Needs(class, act)
}

/// Roles that may do this with records of the class of the inmate in the path.
pub fn needs_for(class: Class, act: Act) -> Access {
    Access::NeedsFor(class, act)
}

/// One line of the route table.
#[derive(Clone, Debug)]
pub struct RouteInfo {
    /// The method.
    pub method: Method,
    /// The pattern.
    pub path: &'static str,
    /// The rule.
    pub access: Access,
}

/// Left in a request by [`Routes`]. Cannot be made elsewhere.
#[derive(Clone, Copy, Debug)]
pub struct Gate {
    pub(super) path: &'static str,
    pub(super) access: Access,
    /// Whether an open page keeps it by itself.
    pub(super) stream: bool,
    _private: (),
}

/// A slice's routes.
#[derive(Default)]
pub struct Routes {
    table: Vec<RouteInfo>,
    mounted: Vec<(&'static str, MethodRouter<App>)>,
}

impl Routes {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A page.
    #[must_use]
    pub fn get<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::GET, path, access, handler)
    }

    /// News that an open page listens to. The page opens it anew by itself whenever it breaks, so that it tells nothing of its reader: the
    /// session grows idle meanwhile.
    #[must_use]
    pub fn stream<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.mount(Method::GET, path, access, true, handler)
    }

    /// An act.
    #[must_use]
    pub fn post<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::POST, path, access, handler)
    }

    /// An act that brings a file of at most `bytes` with what stands around it. Every other route keeps the small limit.
    #[must_use]
    pub fn post_upload<H, T>(mut self, path: &'static str, access: Access, bytes: usize, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self = self.add(Method::POST, path, access, handler);
        if let Some((path, method_router)) = self.mounted.pop() {
            self.mounted.push((path, method_router.layer(DefaultBodyLimit::max(bytes))));
        }
        self
    }

    /// Another slice's routes after these.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.table.extend(other.table);
        self.mounted.extend(other.mounted);
        self
    }

    /// Every route with its rule.
    pub fn table(&self) -> &[RouteInfo] {
        &self.table
    }

    /// The router, ready for its layers.
    pub fn into_router(self) -> Router<App> {
        let mut router = Router::new();
        for (path, method_router) in self.mounted {
            #[expect(clippy::disallowed_methods, reason = "the one place that mounts handlers")]
            {
                router = router.route(path, method_router);
            }
        }
        router
    }

    fn add<H, T>(self, method: Method, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.mount(method, path, access, false, handler)
    }

    fn mount<H, T>(mut self, method: Method, path: &'static str, access: Access, stream: bool, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        // A path with an inmate and a rule without one would show a record out of scope: refuse to start.
        assert_eq!(
            path.contains("{inmate}"),
            matches!(access, Access::NeedsFor(..)),
            "{method} {path}: a path with {{inmate}} needs needs_for(…), and only such a path"
        );
        let filter = if method == Method::GET { axum::routing::MethodFilter::GET } else { axum::routing::MethodFilter::POST };
        let gate = Gate { path, access, stream, _private: () };
        self.mounted.push((path, on(filter, handler).layer(Extension(gate))));
        self.table.push(RouteInfo { method, path, access });
        self
    }
}
