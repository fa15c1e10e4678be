# Mọi câu chữ bantin hiển thị, bằng tiếng Việt. Mỗi mã ở đây cũng có trong en.ftl.

## Đầu vào và giải mã
E101 = tệp rỗng
    .hint = Kiểm tra xem trang đã được lưu đầy đủ chưa; xóa tệp nếu không cần.
E102 = đây không phải là văn bản
    .hint = Hãy lưu trang dưới dạng văn bản thuần (.txt) rồi chạy lại.
E103 = tệp có { $size } byte, vượt giới hạn { $limit } MiB
    .hint = Hãy chia nhỏ tệp hoặc tăng limits.max_input_mib trong bantin.toml.
E104 = không đọc được: { $reason }
    .hint = Kiểm tra quyền truy cập tệp và ổ đĩa.
W101 = byte { $bytes } không có nghĩa trong bảng mã { $encoding }; đã đọc theo windows-1252
    .hint = Hãy đối chiếu dòng này với trang gốc, hoặc đọc tệp bằng lệnh: bantin normalize --encoding TÊN
W102 = không nhận ra bảng mã; đã đọc theo windows-1252
    .hint = Nếu biết bảng mã, hãy chuyển tệp sang UTF-8 trước: bantin normalize --profile archive --encoding TÊN
W103 = từ dòng này có phần văn bản dùng bảng mã { $encoding } và đã được đọc theo bảng mã đó
    .hint = Tệp được ghép từ nhiều nguồn: hãy kiểm tra các chỗ nối.
W104 = { $count } ký tự đã mất sẵn trong tệp (UTF-16 hỏng); U+FFFD được đặt thay vào
    .hint = Nếu có thể, hãy lưu lại trang từ nguồn.
W105 = còn { $lines } dòng khác, dòng cuối là dòng này, có byte không có nghĩa; đã đọc theo windows-1252
    .hint = Nếu biết bảng mã, dùng lệnh: bantin normalize --encoding TÊN

## Đọc bài
E201 = không tìm thấy bài viết: mọi dòng đều là phần phụ của trang
    .hint = Xem nhãn từng dòng bằng lệnh: bantin explain TỆP
W201 = không thấy đầu đề: đầu đề được lấy từ những chữ đầu của bài
    .hint = Kiểm tra đầu đề trong sản phẩm; nếu thiếu, hãy thêm đầu đề vào dòng đầu tệp.
W202 = một dòng giống phần phụ của trang được giữ lại như văn bản
    .hint = Xem nhãn từng dòng bằng lệnh: bantin explain TỆP
W203 = ngày ở phía trên đầu đề được coi là đồng hồ của trang
    .hint = Kiểm tra lại ngày đăng của bài.
W204 = một dòng bị bỏ với căn cứ chưa chắc ({ $reason })
    .hint = Xem nhãn từng dòng bằng lệnh: bantin explain TỆP

## Phông chữ, dàn trang, PDF
E401 = không dùng được phông chữ { $path }: { $reason }
    .hint = Sửa mục fonts.fallback trong bantin.toml.
E402 = trang không còn chỗ cho nội dung: { $reason }
    .hint = Giảm lề hoặc tăng khổ giấy trong bantin.toml ([page]).
E403 = không tạo được PDF: { $reason }
    .hint = Đây là lỗi của bantin. Hãy báo lại tệp gây ra lỗi này.
W401 = không phông chữ nào có ký tự { $characters }
    .hint = Bản in dùng □ thay thế, nội dung vẫn được giữ. Khai báo phông chữ có các ký tự này ở fonts.fallback.
W402 = { $count } dòng bị giãn quá ba lần
    .hint = Tăng bề rộng cột hoặc giảm cỡ chữ trong bantin.toml ([page]).
W403 = { $key } = { $value } nằm ngoài khoảng { $range } (Nghị định 30/2020/NĐ-CP)
    .hint = Văn bản hành chính phải theo khoảng này; bản tin có thể bỏ qua.

## DOCX
E501 = lỗi của bantin: một phần của tệp DOCX không đúng cú pháp: { $reason }
    .hint = Các bài khác không bị ảnh hưởng. Hãy báo lại tệp gây ra lỗi này.
E502 = tệp DOCX sẽ vượt quá 4 GiB
    .hint = Hãy chia nhỏ bài viết.

## Gói lưu trữ
E601 = không ghi được gói lưu trữ: { $reason }
    .hint = Hãy chia nhỏ đầu vào.
W601 = { $field }: đã rút gọn còn tối đa { $limit } ký tự, cắt giữa hai từ
    .hint = Trường này không chứa được nhiều hơn (Thông tư 05/2025/TT-BNV). Toàn văn vẫn có trong bài.
W602 = không tìm thấy ngày tháng trong bài; thông tin mô tả ghi ngày { $date }
    .hint = Nếu biết ngày đúng, hãy sửa lại trong hệ thống lưu trữ.
W603 = số, ký hiệu { $symbol } dài hơn trường cho phép nên không được ghi
    .hint = Kiểm tra lại số, ký hiệu trong bài.

## Chạy hàng loạt
E701 = lỗi của bantin: { $reason }
    .hint = Các bài khác không bị ảnh hưởng. Hãy báo lại tệp gây ra lỗi này.
E702 = xử lý quá giới hạn { $limit } giây
    .hint = Hãy chia nhỏ tệp hoặc tăng limits.max_seconds trong bantin.toml.
E703 = không ghi được { $path }: { $reason }
    .hint = Hãy đổi tên tệp đầu vào, hoặc chuyển đi những gì đang chiếm chỗ đó trong thư mục kết quả.

## Cấu hình và dòng lệnh
E801 = { $path }: { $place ->
        [line] dòng { $line }:{" "}
       *[none] { "" }
    }{ $why ->
    [syntax] không đúng cú pháp TOML: { $reason }
    [unreadable] không đọc được: { $reason }
    [unknown-key] không có khóa { $key }{ $expected ->
        [none] { "" }
       *[near] ; có phải ý bạn là { $expected }?
    }
    [not-section] { $key } là một mục: hãy viết [{ $key }] rồi ghi các khóa bên dưới
    [not-text] { $key } phải là chữ đặt trong ngoặc kép
    [not-bool] { $key } phải là true (có) hoặc false (không)
    [not-whole] { $key } phải là số nguyên, { $expected }
    [not-number] { $key } phải là số, { $expected }
    [not-list] { $key } phải là danh sách chữ, ví dụ ["P4"]
    [not-one-of] { $key } phải là một trong các giá trị: { $expected }
   *[other] { $key }: { $reason }
  }
    .about = tệp cấu hình hoặc --set sai: cú pháp, khóa lạ, giá trị ngoài giới hạn
    .hint = Lệnh bantin init tạo sẵn một tệp mẫu có chú thích; bantin config show liệt kê mọi khóa.
E802 = không tìm thấy tệp đầu vào trong { $path }
    .hint = Hãy đặt các tệp *.txt vào đó, hoặc ghi tên tệp hay thư mục trên dòng lệnh.
E803 = không ghi được { $path }: { $reason }
    .hint = Kiểm tra dung lượng ổ đĩa và quyền ghi, hoặc chọn thư mục khác bằng -o.
E804 = { $why ->
    [unknown-option] không có tùy chọn { $subject }{ $suggested ->
        [yes] ; có phải ý bạn là { $suggestion }?
       *[no] { "" }
    }
    [unknown-command] không có lệnh { $subject }{ $suggested ->
        [yes] ; có phải ý bạn là { $suggestion }?
       *[no] { "" }
    }
    [bad-value] { $subject }: không nhận giá trị { $value }{ $suggested ->
        [yes] ; có phải ý bạn là { $suggestion }?
       *[no] { "" }
    }{ $valid ->
        [none] { "" }
       *[some] {" "}(các giá trị được nhận: { $valid })
    }
    [value-missing] { $subject } cần có giá trị
    [missing] còn thiếu: { $subject }
    [conflict] { $subject } và { $prior } không dùng cùng nhau được
    [twice] { $subject } được ghi hai lần
    [number-of-values] { $subject }: sai số lượng giá trị
    [not-utf8] có tùy chọn không phải UTF-8
    [set-form] --set { $subject }: phải có dạng KHÓA=GIÁ_TRỊ
    [folder-for-file] { $subject } là thư mục; ở đây cần một tệp
    [file-for-folder] { $subject } là tệp; ở đây cần một thư mục
   *[other] { $reason }
  }
    .about = dùng dòng lệnh sai: tùy chọn hoặc lệnh không có, giá trị thiếu hoặc sai, ghi thư mục ở chỗ cần tệp
    .hint = Xem: bantin --help
E805 = { $key } = "{ $value }" không hợp lệ; giá trị được phép: { $allowed }
    .hint = Hãy ghi đúng mã vào bantin.toml.
E806 = một lượt chạy khác đang ghi vào { $path } (tiến trình { $pid })
    .hint = Hãy đợi lượt đó kết thúc, hoặc chọn thư mục khác bằng -o.
E807 = không đủ tài nguyên: { $reason }
    .hint = Hãy nới giới hạn (ulimit -v, ulimit -n, ulimit -u) hoặc giảm --jobs.
E808 = không ghép được các phần trong { $path }: { $what } bị thiếu hoặc không khớp với các phần khác
    .hint = Hãy chạy hết mọi phần với cùng cấu hình, rồi mới dùng --merge.
E809 = đã có { $path }
    .hint = Hãy sửa tệp đó, hoặc chuyển tệp đi nơi khác trước.
E810 = logo { $path } không phải ảnh PNG hay JPEG, hoặc bị hỏng
    .hint = Hãy đặt bulletin.logo trong bantin.toml là một tệp PNG hoặc JPEG, hoặc bỏ dòng đó.
E811 = không có bài nào dùng được trong { $count } tệp
    .hint = Mọi tệp đều bị bỏ ra vì lý do nêu ở trên.
W802 = nội dung giống hệt { $first }: chỉ in một lần
    .hint = Hãy xóa một trong hai tệp nếu đó là nhầm lẫn.
W803 = logo chỉ có trong bản Word, không có trong tệp PDF
    .hint = Hãy tạo bản Word bằng --docx, hoặc bỏ bulletin.logo trong bantin.toml.
W801 = không có bantin.toml: gói lưu trữ dùng mã cơ quan tạm
    .hint = Chạy bantin init rồi điền mã của cơ quan.

## Lý do từ hệ thống
io-not-found = không tồn tại
io-permission = không có quyền truy cập
io-exists = đã có sẵn
io-is-folder = đó là thư mục
io-not-folder = một phần của đường dẫn không phải là thư mục
io-full = ổ đĩa đã đầy
io-read-only = ổ đĩa chỉ cho đọc
io-not-utf8 = không phải văn bản UTF-8

## bantin init, bantin config
init-done = Đã tạo { $path }. Hãy điền tên và mã của cơ quan, rồi kiểm tra bằng lệnh: bantin config check
config-right = { $path } đúng: có { $count } khóa được đặt.
config-none = Ở đây không có bantin.toml: đang dùng các giá trị mặc định. Lệnh bantin init tạo tệp này.
origin-default = mặc định

## bantin convert
convert-done = { $inputs } tệp đầu vào: { $converted } đã chuyển đổi, { $unchanged } không đổi, { $duplicate } trùng lặp, { $failed } lỗi, { $warnings } cảnh báo.
convert-interrupted = Đã dừng. { $converted } đã chuyển đổi, { $unchanged } không đổi, { $duplicate } trùng lặp, { $failed } lỗi trong { $inputs } tệp đầu vào. Chạy lại lệnh này để làm tiếp.
convert-progress = Xong { $done } trên { $todo }, { $failed } lỗi, { $rate } bài mỗi giây, còn khoảng { $left } phút
convert-more-failures = Các lỗi còn lại có trong report.json.
convert-article = { $pages } trang
dry-run-convert = chuyển đổi
dry-run-unchanged = không đổi

## Xem nhãn
explain-title = Đầu đề:
explain-date = Ngày:
explain-author = Tác giả:
explain-organisation = Cơ quan:
explain-source = Nguồn:
first-made = Đã tạo: { $made } cho mỗi bài trong { $count } bài.
first-where = Ở đâu: { $path }/pdf, { $path }/docx, { $path }/packages; mỗi bài một mục trong { $path }/report.json.
first-next = Tiếp theo: mở một tệp trong { $path }/pdf; rồi khai báo tên và mã của cơ quan bằng lệnh: bantin init
watch-begun = Đang theo dõi { $path }; nhấn Ctrl-C để dừng.

## Báo cáo cho người đọc
html-title = bantin: báo cáo
html-inputs = tệp đầu vào
html-converted = đã chuyển đổi
html-unchanged = không đổi
html-duplicate = trùng lặp
html-failed = lỗi
html-warnings = cảnh báo
html-ignored = bỏ qua
html-vanished = không còn nữa, kết quả được giữ lại
html-part-failed = Lỗi: cách xử lý
html-part-doubtful = Còn nghi ngờ: cần xem lại
html-part-all = Tất cả bài viết
html-none = Không có.
html-line = dòng { $line }
html-edits = Số chỗ sửa theo quy tắc: { $edits }. Số dòng bị bỏ: { $removed }. Chi tiết: bantin explain
## Kiểm tra gói (verify)
V101 = không đọc được: { $detail }
V102 = tên tệp không an toàn ({ $detail })
V103 = không phải tệp thường: liên kết hoặc tệp đặc biệt { $detail }
V104 = tên trùng nhau, hoặc chỉ khác chữ hoa, chữ thường hay cách ghi dấu
V105 = phải có đúng một thư mục gốc { $detail }
V106 = giải nén ra quá lớn: { $detail }
V107 = tệp bị mã hóa
V108 = phần đầu tệp và mục lục của zip mâu thuẫn: { $detail }
V109 = có dữ liệu không thuộc tệp nào: { $detail }
V110 = dữ liệu nén bị hỏng: { $detail }
V111 = thư mục rỗng
V201 = thiếu METS.xml
V202 = OBJID khác tên thư mục: { $detail }
V203 = không METS nào nhắc đến tệp này
V204 = METS nhắc đến tệp không có: { $detail }
V205 = kích thước khác với METS: { $detail }
V206 = mã SHA-256 khác với { $detail }
V207 = METS sai quy tắc: { $detail }
V208 = cây thư mục thừa (?) hoặc thiếu (–) tệp: { $detail }
V209 = lược đồ không phải bản đã công bố
V301 = XML không đúng cú pháp: { $detail }
V302 = có khai báo DOCTYPE hoặc thực thể
V303 = không hợp lệ theo lược đồ: { $detail }
V401 = đối tượng PREMIS và tệp trong METS không khớp: { $detail }
V402 = PREMIS ghi sai kích thước hoặc mã SHA-256 của { $detail }
V403 = mã định danh trong PREMIS không dẫn đến đâu: { $detail }
V501 = PDF bị hỏng: { $detail }
V502 = PDF không tự nhận là PDF/A-2a: { $detail }
V503 = văn bản trong PDF khác với NITF: { $detail }
V504 = không mở được DOCX: { $detail }
V505 = văn bản trong DOCX khác với NITF: { $detail }
V506 = thông tin mô tả mâu thuẫn với nội dung: { $detail }
V507 = mã định danh gói không khớp với tệp gốc: { $detail }
V601 = khai báo của túi BagIt sai hoặc thiếu: { $detail }
V602 = bản kê của túi BagIt sai hoặc thiếu: { $detail }
V603 = bản kê { $detail } nhắc đến tệp không có
V604 = tệp không có trong bản kê { $detail }
V605 = mã kiểm tra khác với { $detail }
V606 = Payload-Oxum sai: { $detail }
verify-summary = { $packages } gói: { $valid } hợp lệ, { $invalid } không hợp lệ
