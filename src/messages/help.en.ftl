# Help texts in English. Each id stands in help.vi.ftl too (a test holds them together).
# help-COMMAND: what it does, with .examples; help-COMMAND-ARGUMENT: what it means, with .value, the name of its value.

usage = Usage:
options = Options
arguments = Arguments
everywhere = Everywhere
commands = Commands
option-placeholder = [OPTIONS]
command-placeholder = [COMMAND]
default = [default: { $value }]
values = [values: { $values }]
examples = Examples:

## bantin
help = Turns raw Vietnamese article text into PDF bulletins, Word files and archive packages.
  .examples =
    To convert everything in input/ into output/:
        bantin convert
    To convert a folder, whatever encodings are in it, into another:
        bantin convert ARTICLES -o RESULT
    To print this week's bulletin, with a Word copy to edit:
        bantin bulletin ARTICLES -o bulletin.pdf --docx bulletin.docx
    To see which encoding a file has, and what will be dropped from it:
        bantin detect FILE.txt
        bantin explain FILE.txt
    To check packages that were stored years ago:
        bantin verify PACKAGES
    To set up your office's name and codes:
        bantin init

    bantin COMMAND --help tells more about each. Exit codes: 0 all done; 1 some input failed; 2 could not run.

## Everywhere
help-global-help = Print this help
help-global-version = Print the version
help-global-config = Settings file [default: bantin.toml, if there is one]
  .value = FILE
help-global-sets = Set any key of bantin.toml, e.g. typography.tone=modern; may be repeated
  .value = KEY=VALUE
help-global-lang = Language of messages: vi or en [default: by LC_ALL, LC_MESSAGES, LANG]
  .value = LANG
help-global-quiet = Print errors only
help-global-verbose = Print more, e.g. every warning
help-global-color = When to use colours: auto, always or never
  .value = WHEN

## convert
help-convert = Convert articles to PDF, DOCX and archive packages
  .examples =
    Everything in input/ into output/; run it again and only what changed is redone:
        bantin convert
    A folder into another, PDF and Word only:
        bantin convert ARTICLES -o RESULT --formats pdf,docx
help-convert-inputs = Files or folders; *.txt and *.text below a folder are taken [default: input]
  .value = INPUT
help-convert-output = Output folder
  .value = FOLDER
help-convert-formats = What to make, separated by commas: pdf, docx, package
  .value = FORMATS
help-convert-jobs = How many articles to convert at once [default: all processors]
  .value = N
help-convert-force = Convert again what has not changed
help-convert-checksum = Judge by SHA-256, not by size and time, what has changed; of the outputs too
help-convert-package = Kind of package: aip (to keep) or sip (to submit to another system)
  .value = KIND
help-convert-dossier = One package per article, or one per folder: article or folder
  .value = UNIT
help-convert-bag = Make a BagIt bag of each package too
help-convert-time = Time written into packages, e.g. 2026-01-31T08:00:00+07:00 [default: SOURCE_DATE_EPOCH, else now]
  .value = TIME
help-convert-shard = Convert only part I of N, so that N machines share the work, e.g. 1/4
  .value = I/N
help-convert-merge = Join the reports, journals and checksums of all parts
help-convert-dry_run = Say what would be done and do nothing
help-convert-strict = Warnings make the exit code 1 too
help-convert-report = Write the report here as well
  .value = FILE.json
help-convert-include = Take these files too, e.g. '*.md'; may be repeated
  .value = PATTERN

## watch
help-watch = Convert what is dropped into a folder, until Ctrl-C
  .examples =
    Watch the folder where colleagues save their articles:
        bantin watch ARTICLES -o RESULT
    PDF only:
        bantin watch ARTICLES -o RESULT --formats pdf
help-watch-folder = The folder to watch
  .value = FOLDER
help-watch-output = Output folder
  .value = FOLDER
help-watch-formats = What to make, separated by commas: pdf, docx, package
  .value = FORMATS

## bulletin
help-bulletin = Compile articles into one printed issue with masthead and contents
  .examples =
    This week's issue, and a Word copy to edit:
        bantin bulletin ARTICLES -o issue.pdf --docx issue.docx --title "Office Bulletin" --issue "No. 12"
    Two columns, laid out to fold into an A5 booklet:
        bantin bulletin ARTICLES -o issue.pdf --columns 2 --booklet
help-bulletin-inputs = Files or folders
  .value = INPUT
help-bulletin-output = The PDF to write
  .value = FILE.pdf
help-bulletin-docx = A Word copy to write as well
  .value = FILE.docx
help-bulletin-title = Name of the bulletin
  .value = TEXT
help-bulletin-subtitle = Line under the name
  .value = TEXT
help-bulletin-issue = Number of the issue
  .value = TEXT
help-bulletin-date = Date of the issue, YYYY-MM-DD
  .value = DATE
help-bulletin-columns = Columns of text: 1 or 2
  .value = N
help-bulletin-booklet = Order the pages for printing on both sides and folding
help-bulletin-sort = Order of articles: given, date or title
  .value = ORDER

## normalize
help-normalize = Repair and normalise a text: Unicode, punctuation, spacing
  .examples =
    A file, to standard output:
        bantin normalize FILE.txt > CLEAN.txt
    What would change, and by which rule:
        bantin normalize FILE.txt --explain
help-normalize-file = The text; - or nothing is standard input
  .value = FILE
help-normalize-profile = How far to go: archive (repair only), bulletin (typography too), layout (no-break spaces too)
  .value = PROFILE
help-normalize-tone = Tone marks in oa, oe, uy: keep, classic (hòa), modern (hoà) or majority
  .value = STYLE
help-normalize-dash_range = Hyphens in number ranges: keep or en
  .value = STYLE
help-normalize-encoding = Read the input as this encoding, e.g. tcvn3 [default: detect]
  .value = NAME
help-normalize-explain = Print the changes as JSON lines instead of the text

## detect
help-detect = Name the encoding of files
  .examples =
    Files of unknown origin:
        bantin detect OLD/*.txt
    For a script:
        bantin detect --json OLD/*.txt
help-detect-paths = Files
  .value = FILE
help-detect-json = One JSON object a line

## explain
help-explain = Show how every line of a page is read, and what is dropped
  .examples =
    See the labels in the margin:
        bantin explain PAGE.txt
    For a script:
        bantin explain --json PAGE.txt
help-explain-paths = Files
  .value = FILE
help-explain-json = One JSON object a file

## verify
help-verify = Check archive packages and bags: structure, checksums, schemas
  .examples =
    Everything in a store:
        bantin verify PACKAGES
    For a script:
        bantin verify --json PACKAGES
help-verify-paths = Packages, unpacked packages, bags, or folders of them
  .value = PATH
help-verify-json = One JSON report

## init
help-init = Write a commented bantin.toml to fill in
  .examples =
    Here:
        bantin init
    With comments in Vietnamese:
        bantin init --lang vi

## config
help-config = Check or show the settings
  .examples =
    Is bantin.toml right?
        bantin config check
    Which values are in force, and where do they come from?
        bantin config show
help-config-check = Check bantin.toml and say what is wrong with it
  .examples =
    The file in this folder:
        bantin config check
    Another one:
        bantin config check --config OFFICE.toml
help-config-show = Print every setting in force and where it comes from
  .examples =
    As a table:
        bantin config show
    With a value tried out:
        bantin config show --set typography.tone=modern
help-config-schema = Print the JSON Schema of bantin.toml, for editors
  .examples =
    To a file:
        bantin config schema > bantin.schema.json
    Then name it in the first line of bantin.toml:
        #:schema bantin.schema.json

## completions
help-completions = Print command completions for a shell
  .examples =
    bash, for this user:
        bantin completions bash > ~/.local/share/bash-completion/completions/bantin
    fish:
        bantin completions fish > ~/.config/fish/completions/bantin.fish
help-completions-shell = bash, zsh, fish, powershell or elvish
  .value = SHELL

## man
help-man = Print a manual page
  .examples =
    Read it now:
        bantin man | man -l -
    The page of a command, to install:
        bantin man convert > bantin-convert.1
help-man-page = The command whose page to print [default: bantin itself]
  .value = COMMAND

## help
help-help = Print help for a command
  .examples =
    All commands:
        bantin help
    One of them:
        bantin help convert

## Manual pages
man-name = NAME
man-synopsis = SYNOPSIS
man-description = DESCRIPTION
man-options = OPTIONS
man-subcommands = COMMANDS
man-extra = EXAMPLES
man-version = VERSION
