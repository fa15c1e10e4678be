"""Every DOCX against the Office Open XML schemas and semantic rules, by openxml-audit (Office 2019)."""
import multiprocessing
import sys

from openxml_audit import FileFormat, OpenXmlValidator, ValidationSeverity

from findings import Findings, cores, files, short


def judge(path):
    # max_errors=0 means "all of them"
    validator = OpenXmlValidator(file_format=FileFormat('office2019'), max_errors=0, strict=True)
    result = validator.validate(path)
    lines = [f'{error.part_uri} {short(error.path, 100)}: {short(error.description)}'
             for error in result.errors if error.severity == ValidationSeverity.ERROR]
    return lines or ([] if result.is_valid else ['not valid'])


def main():
    found = Findings('DOCX files')
    paths = files(sys.argv[1:], lambda name: name.endswith('.docx'))
    found.checked = len(paths)
    with multiprocessing.Pool(cores()) as pool:
        for path, lines in zip(paths, pool.map(judge, paths)):
            if lines:
                found.add(path, *lines)
    found.end()


if __name__ == '__main__':
    main()
