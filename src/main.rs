//! The program: reads the command line and hands over to the library.

use std::process::ExitCode;

use clap::Parser;

#[tokio::main]
async fn main() -> ExitCode {
    match overgang::command::run(overgang::config::Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("overgang: {error:#}");
            ExitCode::FAILURE
        }
    }
}
