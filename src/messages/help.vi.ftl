# Lời trợ giúp bằng tiếng Việt. Mỗi mục ở đây cũng có trong help.en.ftl.

usage = Cách dùng:
options = Tùy chọn
arguments = Tham số
everywhere = Dùng ở mọi lệnh
commands = Các lệnh
option-placeholder = [TÙY CHỌN]
command-placeholder = [LỆNH]
default = [mặc định: { $value }]
values = [nhận: { $values }]
examples = Ví dụ:

## bantin
help = Chuyển bài viết tiếng Việt dạng văn bản thô thành bản tin PDF, tệp Word và gói lưu trữ.
  .examples =
    Chuyển đổi mọi bài trong thư mục input sang thư mục output:
        bantin convert
    Chuyển đổi một thư mục khác, bài dùng bảng mã nào cũng được:
        bantin convert BÀI -o KẾT_QUẢ
    In bản tin tuần này, kèm bản Word để sửa:
        bantin bulletin BÀI -o bantin.pdf --docx bantin.docx
    Xem tệp dùng bảng mã gì, dòng nào sẽ bị bỏ:
        bantin detect TỆP.txt
        bantin explain TỆP.txt
    Kiểm tra các gói đã lưu từ nhiều năm trước:
        bantin verify GÓI
    Khai báo tên và mã của cơ quan:
        bantin init

    Xem thêm về từng lệnh: bantin LỆNH --help
    Mã thoát: 0 là xong hết, 1 là có tệp lỗi, 2 là không chạy được.

## Dùng ở mọi lệnh
help-global-help = In lời trợ giúp này
help-global-version = In số phiên bản
help-global-config = Tệp cấu hình [mặc định: bantin.toml trong thư mục đang đứng, nếu có]
  .value = TỆP
help-global-sets = Đặt một thiết lập bất kỳ của bantin.toml, ví dụ typography.tone=modern; dùng được nhiều lần
  .value = TÊN=GIÁ_TRỊ
help-global-lang = Ngôn ngữ thông báo: vi hoặc en [mặc định: theo LC_ALL, LC_MESSAGES, LANG]
  .value = NGÔN_NGỮ
help-global-quiet = Chỉ báo lỗi
help-global-verbose = Báo nhiều hơn, ví dụ mọi cảnh báo
help-global-color = Khi nào dùng màu: auto (tự động), always (luôn luôn) hoặc never (không bao giờ)
  .value = KHI_NÀO

## convert
help-convert = Chuyển đổi bài viết sang PDF, DOCX và gói lưu trữ
  .examples =
    Mọi bài trong input sang output; chạy lại thì chỉ làm những bài đã thay đổi:
        bantin convert
    Thư mục khác, chỉ lấy PDF và Word:
        bantin convert BÀI -o KẾT_QUẢ --formats pdf,docx
help-convert-inputs = Tệp hoặc thư mục; trong thư mục thì lấy *.txt và *.text [mặc định: input]
  .value = ĐẦU_VÀO
help-convert-output = Thư mục kết quả
  .value = THƯ_MỤC
help-convert-formats = Cần tạo những gì, cách nhau bằng dấu phẩy: pdf, docx, package
  .value = ĐỊNH_DẠNG
help-convert-jobs = Số bài chuyển đổi cùng lúc [mặc định: bằng số nhân của bộ xử lý]
  .value = N
help-convert-force = Làm lại tất cả, kể cả những bài không thay đổi
help-convert-checksum = Xét thay đổi bằng mã SHA-256, không bằng kích thước và thời gian; xét cả các tệp kết quả
help-convert-package = Loại gói: aip (để bảo quản) hoặc sip (để nộp vào hệ thống khác)
  .value = LOẠI
help-convert-dossier = Mỗi bài một gói hay mỗi thư mục một gói: article hoặc folder
  .value = ĐƠN_VỊ
help-convert-bag = Tạo thêm túi BagIt cho mỗi gói
help-convert-time = Thời điểm ghi vào gói, ví dụ 2026-01-31T08:00:00+07:00 [mặc định: SOURCE_DATE_EPOCH, nếu không có thì là lúc chạy]
  .value = THỜI_ĐIỂM
help-convert-shard = Chỉ chuyển đổi phần thứ I trong N phần, để N máy cùng làm, ví dụ 1/4
  .value = I/N
help-convert-merge = Gộp báo cáo, nhật ký và mã kiểm tra của mọi phần
help-convert-dry_run = Chỉ nói sẽ làm gì, không làm
help-convert-strict = Có cảnh báo thì mã thoát cũng là 1
help-convert-report = Ghi thêm một bản báo cáo vào tệp này
  .value = TỆP.json
help-convert-durability = Khi mất điện được phép mất gì: full (không mất gì), batch (vài giây cuối) hoặc none (tùy hệ thống)
  .value = MỨC
help-convert-prune = Xóa kết quả của những tệp đầu vào không còn nữa
help-convert-html = Ghi thêm báo cáo dễ đọc, một trang web, bài lỗi và cách xử lý ở đầu
  .value = TỆP.html
help-convert-include = Lấy thêm các tệp này, ví dụ '*.md'; dùng được nhiều lần
  .value = MẪU

## watch
help-watch = Theo dõi một thư mục: bài nào được chép vào là chuyển đổi ngay, cho đến khi nhấn Ctrl-C (mã thoát 0)
  .examples =
    Thư mục mà đồng nghiệp lưu bài vào:
        bantin watch BÀI -o KẾT_QUẢ
    Chỉ lấy PDF:
        bantin watch BÀI -o KẾT_QUẢ --formats pdf
help-watch-folder = Thư mục cần theo dõi
  .value = THƯ_MỤC
help-watch-output = Thư mục kết quả
  .value = THƯ_MỤC
help-watch-formats = Cần tạo những gì, cách nhau bằng dấu phẩy: pdf, docx, package
  .value = ĐỊNH_DẠNG

## bulletin
help-bulletin = Ghép các bài thành một số bản tin để in, có măng sét và mục lục
  .examples =
    Số tuần này, kèm bản Word để sửa:
        bantin bulletin BÀI -o so-12.pdf --docx so-12.docx --title "Bản tin cơ quan" --issue "Số 12"
    Hai cột, xếp trang để gấp thành sách khổ A5:
        bantin bulletin BÀI -o so-12.pdf --columns 2 --booklet
help-bulletin-inputs = Tệp hoặc thư mục
  .value = ĐẦU_VÀO
help-bulletin-output = Tệp PDF cần tạo
  .value = TỆP.pdf
help-bulletin-docx = Tạo thêm một bản Word
  .value = TỆP.docx
help-bulletin-title = Tên bản tin
  .value = CHỮ
help-bulletin-subtitle = Dòng dưới tên bản tin
  .value = CHỮ
help-bulletin-issue = Số bản tin, ví dụ: Số 12
  .value = CHỮ
help-bulletin-date = Ngày phát hành, dạng NĂM-THÁNG-NGÀY
  .value = NGÀY
help-bulletin-columns = Số cột chữ: 1 hoặc 2
  .value = N
help-bulletin-booklet = Xếp trang để in hai mặt rồi gấp thành sách
help-bulletin-index = Thêm bảng tra tác giả, xếp theo tên
help-bulletin-sort = Thứ tự bài: given (như đã ghi), date (theo ngày) hoặc title (theo tiêu đề)
  .value = THỨ_TỰ

## normalize
help-normalize = Sửa và chuẩn hóa văn bản: Unicode, dấu câu, khoảng trắng
  .examples =
    Một tệp, kết quả ghi sang tệp khác:
        bantin normalize TỆP.txt > SẠCH.txt
    Xem sẽ thay đổi những gì, theo quy tắc nào:
        bantin normalize TỆP.txt --explain
help-normalize-file = Tệp văn bản; ghi - hoặc bỏ trống là đọc từ đầu vào chuẩn (stdin)
  .value = TỆP
help-normalize-profile = Mức xử lý: archive (chỉ sửa lỗi mã chữ), bulletin (sửa cả dấu câu), layout (thêm cả dấu cách không ngắt)
  .value = MỨC
help-normalize-tone = Dấu thanh ở oa, oe, uy: keep (giữ nguyên), classic (hòa), modern (hoà) hoặc majority (theo số đông)
  .value = KIỂU
help-normalize-dash_range = Gạch nối trong khoảng số: keep (giữ nguyên) hoặc en
  .value = KIỂU
help-normalize-encoding = Đọc đầu vào theo bảng mã này, ví dụ tcvn3 [mặc định: tự nhận biết]
  .value = TÊN
help-normalize-explain = Không in văn bản mà in từng thay đổi, mỗi dòng một đối tượng JSON

## detect
help-detect = Cho biết bảng mã của tệp
  .examples =
    Các tệp không rõ nguồn gốc:
        bantin detect CŨ/*.txt
    Dùng cho chương trình khác:
        bantin detect --json CŨ/*.txt
help-detect-paths = Các tệp; - là đầu vào chuẩn (stdin)
  .value = TỆP
help-detect-json = In mỗi dòng một đối tượng JSON

## explain
help-explain = Cho xem từng dòng của trang được hiểu là gì, dòng nào bị bỏ và vì sao
  .examples =
    Xem nhãn ở lề trái:
        bantin explain TRANG.txt
    Dùng cho chương trình khác:
        bantin explain --json TRANG.txt
help-explain-paths = Các tệp; - là đầu vào chuẩn (stdin)
  .value = TỆP
help-explain-json = In mỗi tệp một đối tượng JSON

## verify
help-verify = Kiểm tra gói lưu trữ và túi BagIt: cấu trúc, mã kiểm tra, lược đồ
  .examples =
    Mọi gói trong kho:
        bantin verify GÓI
    Dùng cho chương trình khác:
        bantin verify --json GÓI
help-verify-paths = Gói, gói đã giải nén, túi BagIt hoặc thư mục chứa chúng
  .value = ĐƯỜNG_DẪN
help-verify-json = In một báo cáo JSON

## init
help-init = Tạo tệp cấu hình bantin.toml có chú thích, để điền tên và mã của cơ quan
  .examples =
    Ngay tại đây:
        bantin init
    Chú thích bằng tiếng Anh:
        bantin init --lang en

## config
help-config = Kiểm tra hoặc xem cấu hình
  .examples =
    bantin.toml có đúng không?
        bantin config check
    Những giá trị nào đang có hiệu lực, lấy từ đâu?
        bantin config show
help-config-check = Kiểm tra bantin.toml và chỉ ra chỗ sai
  .examples =
    Tệp trong thư mục này:
        bantin config check
    Một tệp khác:
        bantin config check --config CƠ_QUAN.toml
help-config-show = In mọi thiết lập đang có hiệu lực và nguồn của từng giá trị
  .examples =
    Dạng bảng:
        bantin config show
    Thử một giá trị:
        bantin config show --set typography.tone=modern
help-config-schema = In JSON Schema của bantin.toml cho trình soạn thảo
  .examples =
    Ghi ra tệp:
        bantin config schema > bantin.schema.json
    Rồi ghi tên tệp ở dòng đầu của bantin.toml:
        #:schema bantin.schema.json

## completions
help-completions = In đoạn lệnh để bash, zsh, fish hay PowerShell gợi ý khi gõ phím Tab
  .examples =
    bash, cho người dùng này:
        bantin completions bash > ~/.local/share/bash-completion/completions/bantin
    fish:
        bantin completions fish > ~/.config/fish/completions/bantin.fish
help-completions-shell = bash, zsh, fish, powershell hoặc elvish
  .value = SHELL

## man
help-man = In trang hướng dẫn sử dụng (man)
  .examples =
    Đọc ngay:
        bantin man | man -l -
    Trang của một lệnh, để cài đặt:
        bantin man convert > bantin-convert.1
help-man-page = Lệnh cần in trang hướng dẫn [mặc định: chính bantin]
  .value = LỆNH

## help
help-help = In lời trợ giúp của một lệnh
  .examples =
    Mọi lệnh:
        bantin help
    Một lệnh:
        bantin help convert

## Trang hướng dẫn
man-name = TÊN
man-synopsis = CÁCH DÙNG
man-description = MÔ TẢ
man-options = TÙY CHỌN
man-subcommands = CÁC LỆNH
man-extra = VÍ DỤ
man-version = PHIÊN BẢN

## bantin.toml: init, config, JSON Schema, tài liệu trong docs/
template-head =
  Cấu hình của bantin. Dòng có dấu # ở đầu là lời giải thích, hoặc là thiết lập đang giữ giá trị mặc định.
  Kiểm tra tệp này bằng lệnh: bantin config check
template-values = Các giá trị được nhận: { $values }
section-office = Cơ quan ban hành, như ghi trên văn bản và trong siêu dữ liệu của gói.
section-archive = Gói lưu trữ: các mã theo Thông tư 05/2025/TT-BNV. Hãy hỏi cơ quan lưu trữ của mình.
section-page = Trang in. Mặc định theo Nghị định 30/2020/NĐ-CP.
section-bulletin = Bản tin in bằng lệnh bantin bulletin.
section-fonts = Phông chữ dùng thêm ngoài Tinos có sẵn.
section-typography = Quy tắc trình bày chữ khi in. Mã quy tắc xem trong docs/vi/typography.md.
section-limits = Giới hạn cho mỗi bài.
key-office-name = Tên đầy đủ của cơ quan
key-office-parent = Cơ quan chủ quản; có thể để trống
key-office-address = Địa chỉ
key-office-place = Địa danh ghi trước ngày tháng
key-archive-agency_id = Mã định danh cơ quan, ví dụ H27.12.05
key-archive-fonds_code = Mã phông
key-archive-archive_code = Mã lưu trữ
key-archive-retention = Thời hạn bảo quản: 01 vĩnh viễn, 02 70 năm, 03 50 năm, 04 30 năm, 05 20 năm, 06 10 năm, 07 khác
key-archive-access = Chế độ sử dụng: 01 công khai, 02 có điều kiện, 03 mật
key-archive-typography = Văn bản trong XML của gói cũng theo quy tắc in, để giống bản PDF và DOCX
key-archive-premis = Siêu dữ liệu PREMIS trong gói SIP; gói AIP luôn có
key-archive-ead3 = Tệp ead3.xml (không bắt buộc)
key-archive-objid_style = Cách đặt tên gói: uuid được mọi phần mềm kiểm tra chấp nhận, tt05-urn là dạng của Thông tư
key-archive-bag_profile = Túi BagIt: bagit (bản 1.0, SHA-256) hoặc eark (bản 0.97, thêm MD5 và SHA-1)
key-page-preset = Khổ trang: nd30 (A4 theo Nghị định) hoặc a5
key-page-top_mm = Lề trên, mm (Nghị định: 20–25)
key-page-bottom_mm = Lề dưới, mm (Nghị định: 20–25)
key-page-left_mm = Lề trái, mm (Nghị định: 30–35)
key-page-right_mm = Lề phải, mm (Nghị định: 15–20)
key-page-body_pt = Cỡ chữ nội dung, pt (Nghị định: 13–14)
key-page-line_height = Giãn dòng, 1 là dòng đơn (Nghị định: 1–1,5)
key-page-first_line_mm = Lùi đầu dòng, mm (Nghị định: 10 hoặc 12,7)
key-page-paragraph_gap_pt = Khoảng cách giữa các đoạn, pt (Nghị định: từ 6 trở lên)
key-page-masthead = Phía trên bài: none (không có gì) hoặc quoc_hieu (Quốc hiệu và Tiêu ngữ)
key-bulletin-title = Tên bản tin
key-bulletin-subtitle = Dòng dưới tên bản tin
key-bulletin-editor = Người chịu trách nhiệm xuất bản
key-bulletin-licence = Số giấy phép xuất bản
key-bulletin-logo = Biểu trưng (logo): tên tệp PNG hoặc JPEG, tính từ thư mục chứa bantin.toml
key-bulletin-logo_alt = Mô tả biểu trưng cho người khiếm thị
key-bulletin-quoc_hieu = Quốc hiệu và Tiêu ngữ trong măng sét
key-bulletin-sections = Tên mục in thay cho tên thư mục, viết dạng: thư mục = tên mục
key-bulletin-collation = Thứ tự tiêu đề và tên: standard (chuẩn) hoặc dict (như từ điển in)
key-fonts-fallback = Các tệp phông chữ dùng cho những chữ mà Tinos không có, theo thứ tự ưu tiên
key-typography-tone = Dấu thanh ở oa, oe, uy: keep (giữ nguyên), classic (hòa), modern (hoà) hoặc majority (theo số đông trong bài)
key-typography-quotes = Dấu ngoặc kép thẳng: curly (đổi thành cong) hoặc keep (giữ nguyên)
key-typography-dash_range = Gạch nối trong khoảng năm và khoảng số: keep (giữ nguyên) hoặc en (gạch ngang ngắn)
key-typography-disable = Các quy tắc không áp dụng, ví dụ ["P4"]
key-limits-max_input_mib = Tệp lớn nhất được nhận, tính bằng MiB
key-limits-max_seconds = Thời gian tối đa cho một bài, tính bằng giây; 0 là không giới hạn
