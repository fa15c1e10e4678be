"""Inputs that nobody wrote by hand: generate.py OUT [COUNT].

OUT/articles: COUNT articles (200) of ten kinds, each a function of its number alone. OUT/nasty: what an input may hold
at worst, one thing a file; each must become valid outputs or a coded error. People, places and offices are invented.
"""
import random
import sys
import unicodedata
from pathlib import Path

WHO = ['Ông Lục Văn Khoan', 'Bà Triệu Thị Nhài', 'Chị Hoàng Mai Lý', 'Anh Y Bhăm Niê', 'PGS.TS. Đỗ Quang Thiện',
       'Đồng chí Lương Thế Hậu', 'Cụ Vừ Mí Sính', 'Cô giáo Thạch Thị Sô Rây', 'Bác sĩ K’Brếu', 'ThS. Ninh Thu Uyên']
OFFICE = ['Ủy ban nhân dân xã Lũng Cải', 'Sở Nông nghiệp và Môi trường tỉnh Đại Khê', 'Hợp tác xã Suối Đót',
          'Trung tâm Văn hóa huyện Nậm Lạ', 'Trường Phổ thông dân tộc nội trú Ea Mtar', 'Hạt Kiểm lâm Bình Tuyền',
          'Chi cục Thủy lợi vùng ven biển', 'Ban Quản lý rừng phòng hộ Phù Yên Hạ']
DID = ['đã bàn giao', 'vừa khánh thành', 'tổ chức nghiệm thu', 'kiểm tra tiến độ', 'công bố kết quả', 'đưa vào vận hành',
       'phê duyệt dự toán', 'khảo sát lần thứ hai']
WHAT = ['tuyến kênh dẫn nước dài 4,7 km', 'mô hình ghép cải tạo vườn bưởi', '27 nhà vệ sinh tự hoại', 'trạm đo độ mặn tự động',
        'lớp truyền dạy cồng chiêng', 'cầu treo dân sinh qua suối Đót', 'bộ tài liệu học chữ cho người lớn tuổi',
        'đề án trồng 1.250 ha rừng gỗ lớn giai đoạn 2021–2025']
WHERE = ['ở thôn Khuổi Nhạ', 'tại bản Na Phát', 'trên địa bàn ba xã vùng cao', 'ở buôn Kmrơng Đăm', 'dọc quốc lộ 15C',
         'tại TP. Vĩnh Lộc', 'trong khu bảo tồn đất ngập nước']
HOW = ['với kinh phí 3,5 tỷ đồng', 'nhờ 1.860 ngày công của người dân', 'sau 14 tháng thi công', 'theo Nghị quyết số 09-NQ/TU',
       'đạt 97,4 % kế hoạch năm', 'trong hai ngày 22 và 23 tháng 4', 'trước mùa mưa lũ', 'bằng nguồn vốn xã hội hóa (60%)']
ALSO = ['Nước về đến chân ruộng, bà con chủ động được vụ đông xuân.', 'Dẫu vậy, đường vào bản vẫn lầy lội mỗi khi mưa to.',
        'Việc này “không thể làm một sớm một chiều”, nhưng phải làm từ hôm nay.', 'Từ năm 1998 đến nay, rừng chưa một lần cháy.',
        'Nhiệt độ thấp nhất trong đêm xuống 6 °C, có nơi dưới 4 °C.', 'Số còn lại sẽ được giải ngân trong quý III/2026.',
        'Theo quy định tại khoản 2 Điều 14 Nghị định số 30/2020/NĐ-CP, hồ sơ được lưu 10 năm.',
        'Khách đến đông nhất là dịp Tết Nguyên đán, khi hoa mận nở trắng triền đồi.']


class Writer:
    """Sentences, paragraphs and names by one generator of numbers."""

    def __init__(self, number):
        self.dice = random.Random(number)

    def of(self, words):
        return self.dice.choice(words)

    def sentence(self):
        form = self.dice.randrange(4)
        if form == 0:
            return f'{self.of(OFFICE)} {self.of(DID)} {self.of(WHAT)} {self.of(WHERE)} {self.of(HOW)}.'
        if form == 1:
            return f'{self.of(WHO)} cho biết {self.of(OFFICE)} {self.of(DID)} {self.of(WHAT)} {self.of(HOW)}.'
        if form == 2:
            return f'“Có {self.of(WHAT)} {self.of(WHERE)} rồi, chúng tôi yên tâm hơn”, {self.of(WHO)} nói.'
        return self.of(ALSO)

    def paragraph(self, least=2, most=6):
        return ' '.join(self.sentence() for _ in range(self.dice.randint(least, most)))

    def title(self):
        return f'{self.of(OFFICE)} {self.of(DID)} {self.of(WHAT)}'

    def day(self):
        return f'{self.dice.randint(1, 28):02}/{self.dice.randint(1, 12):02}/2026'

    def name(self):
        return f'{self.of(["Mạc", "Lò", "Hà", "Tạ"])} {self.of(["Nhã", "Đình", "Thị", "Kim"])} {self.of(["Thuần", "Quế", "Vỹ"])}'


def news(w):
    return [w.title(), f'{w.day()} - {w.dice.randint(6, 22):02}:15', *(w.paragraph() for _ in range(w.dice.randint(5, 14))),
            w.name()]


def long_report(w):
    lines = [w.title(), w.name(), '']
    for part in ('I', 'II', 'III', 'IV'):
        lines += [f'{part}. {w.of(["Tình hình chung", "Kết quả", "Tồn tại, hạn chế", "Nhiệm vụ thời gian tới"])}']
        lines += [w.paragraph(3, 8) for _ in range(4)]
    return lines


def administration(w):
    agency = w.of(OFFICE).upper()
    lines = [agency, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc',
             f'Số: {w.dice.randint(10, 900)}/QĐ-UBND', f'Lũng Cải, ngày {w.dice.randint(10, 28)} tháng 4 năm 2026',
             'QUYẾT ĐỊNH', f'Về việc {w.of(DID)} {w.of(WHAT)}', '',
             'Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;',
             'Xét đề nghị của Trưởng phòng Kinh tế,', '', 'QUYẾT ĐỊNH:', '']
    for number in range(1, w.dice.randint(4, 9)):
        lines += [f'Điều {number}. {w.sentence()}', *(f'{n}. {w.sentence()}' for n in range(1, w.dice.randint(2, 5)))]
    return lines + ['./.', '', 'Nơi nhận:', '- Như Điều 3;', '- Lưu: VT.', 'TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH', w.name()]


def interview(w):
    who = w.of(WHO)
    lines = [f'{who}: “{w.of(ALSO)[:-1]}”', w.day(), w.paragraph(1, 2)]
    for _ in range(w.dice.randint(4, 9)):
        lines += [f'Phóng viên: Thưa, vì sao {w.of(OFFICE)} {w.of(DID)} {w.of(WHAT)}?', f'{who}: {w.paragraph()}']
    return lines + [f'{w.name()} (thực hiện)']


def poem(w):
    first = ['Ai về', 'Thương sao', 'Chiều nay', 'Nhớ thuở', 'Bỗng nghe', 'Đêm qua']
    then = ['qua bến sông xưa', 'con nước lớn ròng', 'gió lùa mái lá', 'khói bếp chiều đông', 'tiếng ve gọi hạ', 'trăng nằm nghiêng núi']
    lines = [w.of(['Bến cũ', 'Mùa nước nổi', 'Gửi Suối Đót']), w.name(), '']
    for _ in range(w.dice.randint(3, 9)):
        lines += [f'{w.of(first)} {w.of(then)}' for _ in range(4)] + ['']
    return lines


def table(w):
    columns = w.dice.randint(3, 9)
    lines = [w.title(), w.paragraph(), ' | '.join(['TT', 'Xã, phường', *(f'Chỉ tiêu {n}' for n in range(columns - 2))])]
    for row in range(1, w.dice.randint(6, 90)):
        cells = [f'{w.dice.randint(1, 99_999):,}'.replace(',', '.') for _ in range(columns - 2)]
        lines.append(' | '.join([str(row), w.of(WHERE).split(' ', 1)[1], *cells]))
    return lines + [w.paragraph(), w.name()]


def items(w):
    lines = [w.title(), w.paragraph(), 'Các nhiệm vụ trọng tâm:']
    for number in range(1, w.dice.randint(4, 12)):
        lines.append(f'{number}. {w.sentence()}')
        lines += [f'{letter}) {w.of(DID)} {w.of(WHAT)};' for letter in 'abcdđe'[: w.dice.randint(0, 6)]]
        lines += [f'- {w.of(WHAT)} {w.of(WHERE)};' for _ in range(w.dice.randint(0, 3))]
    return lines + [w.paragraph(), w.name()]


def photographs(w):
    lines = [w.title(), w.paragraph(1, 2)]
    for number in range(1, w.dice.randint(5, 16)):
        lines += [f'Ảnh {number}: {w.of(WHAT).capitalize()} {w.of(WHERE)}. Ảnh: {w.name()}', w.sentence()]
    return lines + [f'Bài, ảnh: {w.name()}']


def highlands(w):
    words = ['Êđê', 'ê̆', 'ơ̆', 'ŏ', 'ô̆', 'ư̆', 'ƀuôn', 'Čư̆ Mgar', 'klei ƀhiăn', 'mnuih', 'anak lŏ', 'hŭi', 'ñu', 'Bơ̆ng', 'jê̆']
    lines = [f'Buôn Kmrơng {w.of(words)} giữ nếp nhà dài', w.paragraph()]
    for _ in range(w.dice.randint(3, 8)):
        lines.append(' '.join(w.of(words) for _ in range(w.dice.randint(20, 70))).capitalize() + '.')
        lines.append(w.paragraph())
    return lines + ['Y Bhăm Niê']


def links(w):
    lines = [w.title(), w.paragraph()]
    for number in range(w.dice.randint(3, 9)):
        lines.append(f'Hồ sơ gửi về vanphong{number}@daikhe.gov.vn hoặc nộp tại https://dichvucong.daikhe.gov.vn/ho-so/'
                     f'{w.dice.randrange(10**9)}/chi-tiet?ma={"x" * w.dice.randint(1, 90)}&ngay=22-4. {w.paragraph(1, 3)}')
    return lines + ['Nguồn: www.daikhe.gov.vn']


KINDS = [news, administration, interview, poem, table, items, photographs, highlands, links, long_report]


def nasty():
    prose = Writer(0)
    title = 'Thử một điều khó\n\n'
    some = prose.paragraph(6, 6)
    joined = '\u200d'
    flags = ''.join(map(chr, (0x1f1fb, 0x1f1f3)))
    family = joined.join(map(chr, (0x1f468, 0x1f469, 0x1f467, 0x1f466)))
    keycaps = ' '.join(f'{digit}\ufe0f\u20e3' for digit in '0123456789#*')
    planes = ''.join(chr(c) for c in [*range(0x100, 0x600), *range(0x900, 0xa00), *range(0x1e00, 0x2100), *range(0x4e00, 0x4e80),
                                      *range(0xe000, 0xe010), *range(0x10000, 0x10010), *range(0xfff0, 0x10000)]
                     if unicodedata.category(chr(c)) not in ('Cs', 'Cc'))
    yield 'empty', ''
    yield 'blank', ' \n\t\n \n'
    yield 'one-letter', 'a'
    yield 'title-alone', 'Chỉ có tiêu đề'
    yield '300-pages', title + '\n'.join(prose.paragraph(6, 10) for _ in range(900))
    yield 'word-of-10000', f'{title}Xem {"ăn" * 5_000} hết. {some}'
    yield 'address-of-10000', f'{title}Xem https://daikhe.gov.vn/{"a-b_c" * 2_000} nhé. {some}'
    yield 'title-of-2000', ' '.join(['Tiêu đề rất dài'] * 125) + '\n\n' + some
    yield 'digits', f'{title}{"1234567890" * 500} và {"1.234.567,89 " * 300}'
    yield 'table-of-40', title + '\n'.join(' | '.join(f'cột {c} dòng {r}' for c in range(40)) for r in range(30))
    yield 'table-of-300-columns', title + '\n'.join('\t'.join(f'{r}{c}' for c in range(300)) for r in range(5))
    yield 'table-of-long-cells', title + '\n'.join(' | '.join([str(r), some * 6, 'x' * 300]) for r in range(4))
    yield 'table-ragged', title + '\n'.join(' | '.join(['ô'] * (1 + r % 7)) for r in range(60))
    yield 'list-of-5000', title + '\n'.join(f'{" " * (n % 200)}{n}. mục thứ {n};' for n in range(5_000))
    yield 'list-5000-deep', title + '\n'.join(f'{" " * min(n, 400)}- mục sâu {n};' for n in range(5_000))
    yield 'control', title + some.replace(' ', '\x01 ', 4).replace('a', 'a\x07\x1b[31m', 6) + '\x0c\x7f\x85\x9f' + some
    yield 'combining', title + '\u0301' * 5_000
    yield 'combining-on-letters', title + ' '.join(f'{letter}{"".join(map(chr, range(0x300, 0x36f)))}' for letter in 'aơêưy')
    yield 'bidi', f'{title}a\u202eđảo ngược\u202c \u2066cách ly\u2069 שלום עולם 123 (אבג) مرحبا بالعالم \u200f\u061c. {some}'
    yield 'bidi-unclosed', title + '\u202e\u2067\u202a' * 200 + some
    yield 'emoji', f'{title}{family} {flags} 👍🏽 ❤️ {keycaps} 🏴\U000e0067\U000e0062\U000e007f {joined * 3} {flags * 50}'
    yield 'variation', title + ' '.join(f'漢{chr(c)}' for c in range(0xfe00, 0xfe10)) + ' 葛\U000e0100'
    yield 'planes', title + '\n'.join(' '.join(planes[at:at + 60]) for at in range(0, len(planes), 60))
    yield 'unassigned', title + ' '.join(map(chr, [0xfdd0, 0xfffe, 0xffff, 0x1ffff, 0x10ffff, 0x378, 0xe0001])) + f' {some}'
    yield 'decomposed', unicodedata.normalize('NFD', title + some * 3)
    yield 'zero-width', title + '\u200b'.join(some) + '\ufeff\u2060\u00ad'.join(some)
    yield 'spaces', title + ''.join(f'{word}{chr(0x2000 + n % 11)}\u00a0\u3000' for n, word in enumerate(some.split()))
    yield 'one-line-of-200000', title + (some + ' ') * 250
    yield 'line-ends', (title + some + '\n' + some).replace('\n', '\r') + '\r\n\u2028' + some + '\u2029' + some
    yield 'markup', f'{title}<b>& ]]> \\textbf{{}} (((( \\) %PDF EMC BT ET <</MCID 0>>BDC {{[ $x$ # * _ ` ~ </w:t> {some}'
    yield 'headings', title + '\n'.join(f'{"I" * (1 + n % 3)}. MỤC {n}' for n in range(200))
    yield 'captions', title + '\n'.join(f'Ảnh {n}: Chợ phiên. Ảnh: Hà Vỹ' for n in range(300))
    yield 'short-lines', title + '\n'.join(['a', 'ừ', '-', '+', '1.', 'a)', '“', '”', '…', './.'] * 60)


def main():
    out, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 200
    for folder in ('articles', 'nasty'):
        (out / folder).mkdir(parents=True, exist_ok=True)
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        text = '\n'.join(kind(Writer(number))) + '\n'
        (out / 'articles' / f'{number:04}-{kind.__name__}.txt').write_bytes(text.encode())
    for name, text in nasty():
        (out / 'nasty' / f'{name}.txt').write_bytes(text.encode())


if __name__ == '__main__':
    main()
