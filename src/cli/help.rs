//! The help of every command, in the user's language: texts come from the catalogue by command and argument id.

use clap::{Arg, Command};

use crate::messages::{Lang, Messages};

/// Arguments that every command has; their texts stand once in the catalogue.
const GLOBAL: &[&str] = &["help", "version", "config", "sets", "lang", "quiet", "verbose", "color"];

/// Puts the catalogue's texts into a command tree. The doc comments on the argument structs are for developers.
pub fn translate(mut tree: Command, lang: Lang) -> Command {
    // Building adds what clap adds by itself (--help, help), so that it can be translated too.
    tree.build();
    command(tree, "help", &Messages::with_help(lang), lang)
}

fn command(tree: Command, id: &str, messages: &Messages, lang: Lang) -> Command {
    let none = Vec::new();
    let text = |id: &str| messages.text(id, &none);
    let header = *tree.get_styles().get_header();
    let mut tree = tree.mut_args(|arg| argument(arg, id, messages, lang));
    let usage = tree
        .render_usage()
        .to_string()
        .trim_start_matches("Usage: ")
        .replace("[OPTIONS]", &text("option-placeholder"))
        .replace("[COMMAND]", &text("command-placeholder"))
        .replace("<COMMAND>", &text("command-placeholder").replace('[', "<").replace(']', ">"));
    let tree =
        tree.about(text(id)).override_usage(usage).subcommand_help_heading(text("commands")).help_template(
            format!(
                "{{about-with-newline}}\n{header}{}{header:#} {{usage}}\n\n{{all-args}}{{after-help}}",
                text("usage")
            ),
        );
    let examples = messages.attribute(id, "examples").map(|examples| indent(&examples));
    let tree = match examples {
        Some(examples) => tree.after_help(format!("{header}{}{header:#}\n{examples}", text("examples"))),
        None => tree,
    };
    tree.mut_subcommands(|inner| {
        // `bantin help …` repeats the whole tree below itself; only its own line is shown.
        let name = inner.get_name().to_owned();
        match (id, name.as_str()) {
            ("help-help", _) => inner,
            (_, "help") => command(inner, "help-help", messages, lang),
            _ => command(inner, &format!("{id}-{name}"), messages, lang),
        }
    })
}

/// The catalogue id of an argument.
pub fn argument_id(command: &str, arg: &Arg) -> String {
    let name = arg.get_id().as_str();
    if GLOBAL.contains(&name) { format!("help-global-{name}") } else { format!("{command}-{name}") }
}

fn argument(arg: Arg, command: &str, messages: &Messages, lang: Lang) -> Arg {
    let id = argument_id(command, &arg);
    if command == "help-help" {
        return arg.help(messages.text("help-man-page", &Vec::new()));
    }
    let mut help = messages.text(&id, &Vec::new());
    let heading = match (id.starts_with("help-global-"), arg.is_positional()) {
        (true, _) => "everywhere",
        (false, true) => "arguments",
        (false, false) => "options",
    };
    let arg = match messages.attribute(&id, "value") {
        Some(value) => arg.value_name(value),
        None => arg,
    };
    // clap says "[default: …]" in English; the possible values are named in the text itself.
    if lang == Lang::Vi && arg.get_action().takes_values() && !arg.is_hide_default_value_set() {
        let defaults: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
        if !defaults.is_empty() {
            help = format!("{help} {}", messages.text("default", &vec![("value", defaults.join(","))]));
        }
    }
    let hide = lang == Lang::Vi;
    arg.help(help)
        .long_help(None::<&str>)
        .help_heading(messages.text(heading, &Vec::new()))
        .hide_default_value(hide)
        .hide_possible_values(true)
}

fn indent(text: &str) -> String {
    text.lines()
        .map(|line| if line.is_empty() { String::new() } else { format!("  {line}") })
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    /// Visits every command but `help`, which repeats the tree.
    fn each(command: &Command, id: &str, visit: &mut dyn FnMut(&Command, &str)) {
        visit(command, id);
        for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
            each(inner, &format!("{id}-{}", inner.get_name()), visit);
        }
    }

    #[test]
    fn no_help_text_is_left_of_what_is_gone() {
        let mut tree = super::super::Cli::command();
        tree.build();
        let mut known = vec!["help-help".to_owned()];
        each(&tree, "help", &mut |command, id| {
            known.push(id.to_owned());
            known.extend(command.get_arguments().map(|arg| argument_id(id, arg)));
        });
        let catalogue = include_str!("../messages/help.en.ftl");
        let ids =
            catalogue.lines().filter_map(|line| line.split(" =").next()).filter(|id| id.starts_with("help"));
        let unused: Vec<&str> = ids.filter(|id| !known.iter().any(|known| known == id)).collect();
        assert!(unused.is_empty(), "{unused:?}");
    }

    #[test]
    fn every_command_and_argument_is_explained_in_both_languages_with_two_examples() {
        let mut tree = super::super::Cli::command();
        tree.build();
        let mut missing = Vec::new();
        for lang in [Lang::Vi, Lang::En] {
            let messages = Messages::with_help(lang);
            each(&tree, "help", &mut |command, id| {
                if messages.text(id, &Vec::new()) == id {
                    missing.push(format!("{lang:?} {id}"));
                }
                let examples = messages.attribute(id, "examples").unwrap_or_default();
                if examples.matches("bantin").count() + examples.matches("#:schema").count() < 2 {
                    missing.push(format!("{lang:?} {id}.examples"));
                }
                for arg in command.get_arguments() {
                    let id = argument_id(id, arg);
                    if messages.text(&id, &Vec::new()) == id {
                        missing.push(format!("{lang:?} {id}"));
                    }
                }
            });
        }
        assert!(missing.is_empty(), "no text in the catalogue: {missing:#?}");
    }
}
