# Every text bantin shows, in English. Each id stands in vi.ftl too (a test holds them together).
# Codes: the message, and what to do about it as .hint. Facts come in as { $name }.

## Input and decoding
E101 = the file is empty
    .hint = Check that the page was saved whole; delete the file if it is not needed.
E102 = this is not text
    .hint = Save the page as plain text (.txt) and run again.
E103 = { $size } bytes, more than the limit of { $limit } MiB
    .hint = Split the file, or raise limits.max_input_mib in bantin.toml.
E104 = cannot be read: { $reason }
    .hint = { $kind ->
        [folder] Name the files in it, e.g. FOLDER/*.txt; bantin convert takes whole folders.
        [missing] Check the name, and the folder you are in.
       *[other] Check the file's permissions and the disk.
    }
W101 = bytes { $bytes } mean nothing in { $encoding }; read as windows-1252
    .hint = Compare this line with the original page, or read the file with: bantin normalize --encoding NAME
W102 = the encoding is not recognised; read as windows-1252
    .hint = If you know the encoding, make the file UTF-8 first: bantin normalize --profile archive --encoding NAME
W103 = from this line on, part of the text is in { $encoding } and was read so
    .hint = The file was joined from several sources: check the places where they meet.
W104 = { $count ->
        [1] a character was
       *[other] { $count } characters were
    } lost already in the file (broken UTF-16); replaced by U+FFFD
    .about = characters were lost already in the file (broken UTF-16); replaced by U+FFFD
    .hint = Save the page again from its source if you can.
W105 = { $lines } more lines, the last one here, hold bytes that mean nothing; read as windows-1252
    .hint = If you know the encoding: bantin normalize --encoding NAME

## Reading
E201 = no article found: every line is page furniture
    .hint = See the labels with: bantin explain FILE
W201 = no headline found: the title was made from the first words
    .hint = Check the title in the outputs; add the headline as the first line if it is missing.
W202 = a line that looks like page furniture was kept as text
    .hint = See the labels with: bantin explain FILE
W203 = a date above the headline was taken for the site's clock, not the date of the article
    .hint = Check the date of the article.
W204 = a line was dropped on thin evidence ({ $reason })
    .hint = See the labels with: bantin explain FILE

## Fonts, layout, PDF
E401 = font { $path } cannot be used: { $reason }
    .hint = Correct fonts.fallback in bantin.toml.
E402 = the page leaves no room for text: { $reason }
    .hint = Make the margins smaller or the page larger in bantin.toml ([page]).
E403 = the PDF could not be made: { $reason }
    .hint = This is a defect in bantin. Please report the file that caused it.
W401 = no font shows { $characters }
    .hint = □ is printed instead and the text is kept. Name a font that has the characters in fonts.fallback.
W402 = { $count ->
        [1] a line is
       *[other] { $count } lines are
    } stretched to more than three times the usual word space
    .about = lines are stretched to more than three times the usual word space
    .hint = Make the column wider or the type smaller in bantin.toml ([page]).
W403 = { $key } = { $value } is outside { $range } (Decree 30/2020/NĐ-CP)
    .hint = Keep to the range for official documents; a bulletin may ignore this.
W404 = { $count ->
        [1] a passage
       *[other] { $count } passages
    } written from right to left: printed in the order of the characters
    .about = text written from right to left is printed in the order of the characters
    .hint = Nothing is lost, but such words read backwards in print. Check those passages by eye.

## DOCX
E501 = a defect in bantin: a part of the DOCX is not well-formed: { $reason }
    .hint = The other articles are not affected. Please report the file that caused it.
E502 = the DOCX would be larger than 4 GiB
    .hint = Split the article.

## Packages
E601 = the package cannot be written: { $reason }
    .hint = Split the input.
E602 = its file code { $code } is taken by { $other }
    .hint = The code is made of the file's bytes, and two rarely meet. Add an empty line at the end of this file and run again.
W601 = { $field }: cut to { $limit } characters, between words
    .hint = The field cannot hold more (Circular 05/2025/TT-BNV). The whole text is in the article.
W602 = no date found in the article; { $date } stands in the metadata
    .hint = Correct the date in the records system if it is known.
W603 = document symbol { $symbol } is longer than its fields and was left out of them
    .hint = Check the symbol in the article.

## Batch
E701 = a defect in bantin: { $reason }
    .hint = The other articles are not affected. Please report the file that caused it.
E702 = took longer than the limit of { $limit ->
        [1] 1 second
       *[other] { $limit } seconds
    }
    .about = took longer than limits.max_seconds
    .hint = Split the file, or raise limits.max_seconds in bantin.toml.
E703 = cannot write { $path }: { $reason }
    .hint = Rename the input, or move what stands at that place in the output folder.

## Settings and command line
E801 = { $path }: { $place ->
        [line] line { $line }:{" "}
       *[none] { "" }
    }{ $why ->
    [syntax] not valid TOML: { $reason }
    [unreadable] cannot be read: { $reason }
    [unknown-key] unknown key { $key }{ $expected ->
        [none] { "" }
       *[near] ; did you mean { $expected }?
    }
    [not-section] { $key } is a section: write [{ $key }] and its keys below
    [not-text] { $key } must be a text in quotes
    [not-bool] { $key } must be true or false
    [not-whole] { $key } must be a whole number, { $expected }
    [not-number] { $key } must be a number, { $expected }
    [not-list] { $key } must be a list of texts, e.g. ["P4"]
    [not-one-of] { $key } must be one of: { $expected }
   *[other] { $key }: { $reason }
  }
    .about = a settings file or --set is wrong: syntax, unknown key, value out of range
    .hint = bantin init writes a commented example; bantin config show lists all keys.
E802 = { $why ->
    [missing] { $path } does not exist
    [no-package] no package or bag in { $path }
   *[other] no text file (*.txt, *.text) in { $path }
  }
    .about = no input found
    .hint = { $why ->
        [missing] Check the name, and the folder you are in. Without a name bantin reads the folder input.
        [no-package] Name a package (.zip), an unpacked package, a bag, or a folder of them.
       *[other] Put *.txt files there, or name files or folders on the command line.
    }
E803 = cannot write { $path }: { $reason }
    .hint = Check the disk's space and the folder's permissions, or choose another folder with -o.
E804 = { $why ->
    [unknown-option] unknown option { $subject }{ $suggested ->
        [yes] ; did you mean { $suggestion }?
       *[no] { "" }
    }
    [unknown-command] unknown command { $subject }{ $suggested ->
        [yes] ; did you mean { $suggestion }?
       *[no] { "" }
    }
    [bad-value] { $subject }: the value { $value } is not allowed{ $suggested ->
        [yes] ; did you mean { $suggestion }?
       *[no] { "" }
    }{ $valid ->
        [none] { "" }
       *[some] {" "}(allowed: { $valid })
    }
    [value-missing] { $subject } needs a value
    [missing] missing: { $subject }
    [conflict] { $subject } and { $prior } do not go together
    [twice] { $subject } is given twice
    [number-of-values] { $subject }: wrong number of values
    [not-utf8] an option is not UTF-8
    [set-form] --set { $subject }: it must be SECTION.NAME=VALUE, e.g. --set typography.tone=modern
    [folder-for-file] { $subject } is a folder; a file is meant here
    [file-for-folder] { $subject } is a file; a folder is meant here
    [path-for-command] { $subject } is a file or folder, not a command; did you mean: bantin convert { $subject }?
    [too-many] more files than one run can hold: share them with --shard
   *[other] { $reason }
  }
    .about = wrong use of the command line: unknown option or command, missing or bad value, a folder where a file is meant
    .hint = { $in ->
        [command] See: bantin { $command } --help
       *[none] See: bantin --help
    }
E805 = { $key }: the value “{ $value }” is not allowed; allowed: { $allowed }
    .hint = Put the right code into bantin.toml. An agency code longer than 10 characters makes docId longer than 25: use the form of Decision 20/2020/QĐ-TTg, e.g. H27.12.05.
E806 = another run is writing to { $path } (process { $pid })
    .hint = Wait for it to end, or choose another folder with -o.
E807 = not enough resources: { $reason }
    .hint = Raise the limits (ulimit -v, ulimit -n, ulimit -u), or use fewer --jobs.
E808 = cannot join the parts in { $path }: { $what } is missing or does not go with the others
    .hint = Run every shard to its end with the same settings, then --merge.
E809 = { $path } is there already and is not overwritten
    .hint = Edit it, or rename it or move it away first.
E810 = { $why ->
    [missing] the logo { $path } cannot be read
    [inks] the logo { $path } is a JPEG for printing inks (CMYK)
    [large] the logo { $path } has more than 25 million pixels
   *[broken] the logo { $path } is neither PNG nor JPEG, or is damaged
  }
    .about = the logo is missing, neither PNG nor JPEG, damaged, in CMYK, or larger than 25 million pixels
    .hint = Set bulletin.logo in bantin.toml to a PNG or an RGB or grey JPEG file, or remove it.
E811 = no usable article among { $count } files
    .hint = Every file was left out for the reason named above.
W802 = the same bytes as { $first }: printed once
    .hint = Delete one of the two files if that is not intended.
W801 = no bantin.toml: placeholder office codes are used in packages
    .hint = Run bantin init and fill in the codes of your office.

## Reasons of the system
io-not-found = it does not exist
io-permission = permission denied
io-exists = it is there already
io-is-folder = it is a folder
io-not-folder = it, or a part of its path, is not a folder
io-full = the disk is full
io-read-only = the disk is read-only
io-not-utf8 = it is not UTF-8 text
io-not-regular = it is no regular file (a device, a pipe or a folder)
io-name = the name is not allowed or too long
io-memory = out of memory

## A page without room
room-number = a figure is negative or no number
room-body = page.body_pt is not between 4 and 72
room-line-height = page.line_height is not between 0.8 and 5
room-measure = the lines would be shorter than eight times the type size
room-first-line = page.first_line_mm is more than half a line
room-depth = fewer than six lines would stand on a page
font-embedding = its licence bits forbid embedding (OS/2 fsType)

## bantin init, bantin config
init-done = { $path } written. Fill in your office's name and codes, then check it with: bantin config check
config-right = { $path } is right: { $count ->
        [1] 1 setting
       *[other] { $count } settings
    } made.
config-none = There is no bantin.toml here: the defaults are in force. bantin init writes one.
origin-default = default

## bantin convert
convert-done = { $inputs ->
        [1] 1 input
       *[other] { $inputs } inputs
    }: { $converted } converted, { $unchanged } unchanged, { $duplicate } duplicate, { $failed } failed, { $warnings ->
        [1] 1 warning
       *[other] { $warnings } warnings
    }.
convert-interrupted = Stopped. { $converted } converted, { $unchanged } unchanged, { $duplicate } duplicate, { $failed } failed of { $inputs } inputs. The same command goes on from here.
convert-progress = { $done } of { $todo } done, { $failed } failed, { $rate } a second, { $left } minutes left
convert-more-failures = More failures are in report.json.
convert-article = { $pages ->
        [1] 1 page
       *[other] { $pages } pages
    }
bulletin-done = { $path } written: { $articles ->
        [1] 1 article
       *[other] { $articles } articles
    }, { $pages ->
        [1] 1 page
       *[other] { $pages } pages
    }.
dry-run-convert = convert
dry-run-unchanged = unchanged

## Explain
explain-title = Title:
explain-date = Date:
explain-author = Author:
explain-organisation = Organisation:
explain-source = Source:
label-title = title
label-kicker = kicker
label-lead = lead
label-body = body
label-subhead = sub-heading
label-caption = caption
label-credit = credit
label-byline = byline
label-dateline = date line
label-list_item = list item
label-quote = quote
label-table = table
label-end_mark = end mark
label-boilerplate = dropped
label-duplicate = repeated
label-notice = notice
reason-share-buttons = share buttons
reason-print-mail = print, mail and back buttons
reason-font-size = letter-size buttons
reason-counter = counter
reason-menu = menu
reason-menu-chain = within a menu
reason-menu-line = menu on one line
reason-buttons = buttons
reason-slogan = slogan of the site
reason-table-of-contents = table of contents, the headings once more
reason-section-list = list of sections
reason-comments = comment form
reason-comment = a reader's comment
reason-related-label = heading of related articles
reason-related-headline = related headline
reason-related-cell = related headline
reason-tags = tags
reason-player = player
reason-template = template leftover
reason-login = login
reason-download = download button
reason-masthead = name of the site
reason-masthead-repeated = name of the site, printed again
reason-masthead-english = name of the site in English
reason-rating = rating
reason-image-stub = what is left of a picture
reason-image-file = name of a picture file
reason-separator = separator
reason-metadata = data about the page
reason-prompt = prompt of the site
reason-page-number = page number
reason-bare-number = a bare number
reason-breadcrumb = breadcrumb
reason-site-clock = clock of the site, not the date
reason-title-repeated = the title again
reason-title-picture = the title numbered under a picture
reason-title-slug = the title without marks, from an address
reason-slug-related = address of another article
reason-lead-repeated = the lead again
reason-caption-repeated = a caption again
reason-site-footer = footer of the site
reason-below-signature = below the signature, among the site's own lines
reason-foot = among the last lines of the page
reason-contact = contact of the site
reason-agency-repeated = the agency's name again
explain-doubtful = doubtful
explain-counted = { $kept } lines kept, { $dropped } dropped.
first-made = Made { $made } of { $count ->
        [1] 1 article
       *[other] { $count } articles
    }.
first-where = They are in { $folders }; { $report } tells about each article.
first-next = Next: open a file in { $first }, then fill in your office's name and codes with: bantin init
watch-begun = Watching { $path }; Ctrl-C ends.

## The report for people
html-title = bantin: report
html-inputs = inputs
html-converted = converted
html-unchanged = unchanged
html-duplicate = duplicate
html-failed = failed
html-warnings = warnings
html-ignored = passed over
html-vanished = no longer there, outputs kept
html-part-failed = Failed: what to do
html-part-doubtful = Doubtful: please look
html-part-all = All articles
html-none = None.
html-line = line { $line }
html-edits = Edits by rule: { $edits }. Lines left out: { $removed }. Details: bantin explain
## verify
zip-behind = behind the directory
zip-truncated = truncated, its end is missing
zip-no-end = no end record of a zip
zip-end-record = end record
zip-no-zip64 = the ZIP64 record is missing
zip-zip64 = ZIP64 record
zip-before = before the first entry or before the end record
zip-folder-content = a folder with content
zip-stored-size = the two sizes of a stored file differ
zip-local-header = local header
zip-directory = directory
zip-count = the number of entries in the end record cannot be true
verify-panic = bantin failed by a fault of its own on this package

V101 = cannot be read: { $detail }
V102 = unsafe name ({ $detail })
V103 = not a regular file: a link or special file { $detail }
V104 = names that are equal, or equal but for case or normalisation
V105 = there must be exactly one root folder { $detail }
V106 = expands beyond reason: { $detail }
V107 = encrypted
V108 = local header and directory of the zip disagree: { $detail }
V109 = bytes that belong to no file: { $detail }
V110 = compressed data are damaged: { $detail }
V111 = empty folder
V201 = METS.xml is missing
V202 = OBJID is not the folder's name: { $detail }
V203 = no METS refers to this file
V204 = METS refers to a file that is not in the package: { $detail }
V205 = size differs from METS: { $detail }
V206 = SHA-256 differs from { $detail }
V207 = METS breaks a rule: { $detail }
V208 = the tree has a file too many (?) or lacks one (–): { $detail }
V209 = the schema is not the published one
V301 = not well-formed XML: { $detail }
V302 = a DOCTYPE, entity declaration or processing instruction
V303 = not valid by its schema: { $detail }
V401 = PREMIS objects and the files in METS do not match: { $detail }
V402 = PREMIS states another size or SHA-256 of { $detail }
V403 = PREMIS links, events or agents do not hold together: { $detail }
V501 = the PDF is damaged: { $detail }
V502 = the PDF does not identify itself as PDF/A-2a and PDF/UA-1: { $detail }
V503 = the text of the PDF differs from the NITF: { $detail }
V504 = the DOCX cannot be opened: { $detail }
V505 = the text of the DOCX differs from the NITF: { $detail }
V506 = descriptions contradict one another or the content: { $detail }
V507 = the package identifier does not follow from the sources: { $detail }
V601 = the bag's declaration is wrong or missing: { $detail }
V602 = a manifest of the bag is wrong or missing: { $detail }
V603 = manifest { $detail } lists a file that is not there
V604 = not listed in manifest { $detail }
V605 = digest differs from { $detail }
V606 = Payload-Oxum is wrong: { $detail }
verify-summary = { $packages ->
        [1] 1 package
       *[other] { $packages } packages
    }: { $valid } valid, { $invalid } invalid
