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

    More about each command: bantin COMMAND --help
    Exit codes: 0 all done, 1 some input failed, 2 could not run.

## Everywhere
help-global-help = Print this help
help-global-version = Print the version
help-global-config = Settings file [default: bantin.toml of the working folder, if there is one]
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
help-convert-durability = What a power cut may cost: full (nothing), batch (the last seconds) or none (left to the system)
  .value = LEVEL
help-convert-prune = Remove the outputs of inputs that are gone
help-convert-html = Write a report for people here: one page with failures and what to do first
  .value = FILE.html
help-convert-include = Take these files too, e.g. '*.md'; may be repeated
  .value = PATTERN

## watch
help-watch = Watch a folder and convert what is dropped into it, until Ctrl-C (exit code 0)
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
help-bulletin-issue = Number of the issue, e.g. No. 12
  .value = TEXT
help-bulletin-date = Date of the issue, YYYY-MM-DD
  .value = DATE
help-bulletin-columns = Columns of text: 1 or 2
  .value = N
help-bulletin-booklet = Order the pages for printing on both sides and folding
help-bulletin-index = Add an index of authors, by given name
help-bulletin-sort = Order of articles: given, date or title
  .value = ORDER

## normalize
help-normalize = Repair and normalise a text: Unicode, punctuation, spacing
  .examples =
    A file, into a clean copy:
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
help-detect-paths = Files; - is standard input
  .value = FILE
help-detect-json = One JSON object a line

## explain
help-explain = Show how every line of a page is read, what is dropped, and why
  .examples =
    See the labels in the margin:
        bantin explain PAGE.txt
    For a script:
        bantin explain --json PAGE.txt
help-explain-paths = Files; - is standard input
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
help-init = Write a commented bantin.toml, to fill in your office's name and codes
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

## bantin.toml: init, config, JSON Schema, the reference in docs/
template-head =
  Settings of bantin. Lines that begin with # are explanations, or settings at their default.
  Check this file with: bantin config check
template-values = Allowed: { $values }
section-office = The issuing office, as it stands on documents and in package metadata.
section-archive = Archive packages: codes by Circular 05/2025/TT-BNV. Ask your archive for them.
section-page = The printed page. The default follows Decree 30/2020/NĐ-CP.
section-bulletin = Issues printed by bantin bulletin.
section-fonts = Faces beside Tinos, which is built in.
section-typography = Text rules of print. Their ids are in docs/en/typography.md.
section-limits = What one article may cost.
key-office-name = Full name of the office
key-office-parent = Its parent body; may be empty
key-office-address = Postal address
key-office-place = Place name before dates
key-archive-agency_id = Identification code of the agency, e.g. H27.12.05
key-archive-fonds_code = Code of the fonds
key-archive-archive_code = Code of the archive that keeps it
key-archive-retention = Retention: 01 permanent, 02 70 years, 03 50, 04 30, 05 20, 06 10, 07 other
key-archive-access = Access: 01 public, 02 conditional, 03 secret
key-archive-typography = Polished text in the package's XML too, so that it equals the PDF and the DOCX
key-archive-premis = PREMIS metadata in SIPs; AIPs always have it
key-archive-ead3 = The optional ead3.xml
key-archive-objid_style = How the package is called: uuid is accepted by every validator, tt05-urn is the circular's form
key-archive-bag_profile = Bags: bagit (version 1.0, SHA-256) or eark (0.97, with MD5 and SHA-1)
key-page-preset = Page: nd30 (A4 by the decree) or a5
key-page-top_mm = Top margin, mm (the decree: 20–25)
key-page-bottom_mm = Bottom margin, mm (the decree: 20–25)
key-page-left_mm = Left margin, mm (the decree: 30–35)
key-page-right_mm = Right margin, mm (the decree: 15–20)
key-page-body_pt = Size of the text, pt (the decree: 13–14)
key-page-line_height = Line spacing, 1 is single (the decree: 1–1.5)
key-page-first_line_mm = Indent of first lines, mm (the decree: 10 or 12.7)
key-page-paragraph_gap_pt = Space between paragraphs, pt (the decree: 6 or more)
key-page-masthead = Above the article: none, or quoc_hieu for the national title and motto
key-bulletin-title = Name of the bulletin
key-bulletin-subtitle = Line under the name
key-bulletin-editor = Editor named in the imprint
key-bulletin-licence = Licence number named in the imprint
key-bulletin-logo = Logo: a PNG or JPEG file, relative to the folder of bantin.toml
key-bulletin-logo_alt = What the logo shows, for readers who cannot see it
key-bulletin-quoc_hieu = National title and motto in the masthead
key-bulletin-sections = Names of sections in place of folder names, written: folder = name
key-bulletin-collation = Order of titles and names: standard, or dict as in printed dictionaries
key-fonts-fallback = Font files for characters that Tinos lacks, in order of preference
key-typography-tone = Tone marks in oa, oe, uy: keep, classic (hòa), modern (hoà), or majority of the document
key-typography-quotes = Straight quotation marks: curly, or keep
key-typography-dash_range = Hyphens in ranges of years and numbers: keep, or en for an en dash
key-typography-disable = Rules that are switched off, e.g. ["P4"]
key-limits-max_input_mib = Largest accepted file, MiB
key-limits-max_seconds = Longest time for one article, seconds; 0 is no limit
