# Mọi câu chữ bantin hiển thị, bằng tiếng Việt. Mỗi mã ở đây cũng có trong en.ftl.

## Đầu vào và giải mã
E101 = tệp rỗng
    .hint = Hãy kiểm tra xem trang đã được lưu đầy đủ chưa; nếu không cần thì xóa tệp.
E102 = đây không phải là tệp văn bản
    .hint = Hãy lưu trang dưới dạng văn bản thuần (.txt) rồi chạy lại.
E103 = tệp có { $size } byte, vượt giới hạn { $limit } MiB
    .hint = Hãy chia nhỏ tệp, hoặc tăng limits.max_input_mib trong bantin.toml.
E104 = không đọc được: { $reason }
    .hint = { $kind ->
        [folder] Hãy ghi tên các tệp trong thư mục đó, ví dụ THƯ_MỤC/*.txt; lệnh bantin convert nhận cả thư mục.
        [missing] Hãy kiểm tra lại tên tệp và thư mục đang đứng.
       *[other] Hãy kiểm tra quyền đọc tệp và ổ đĩa.
    }
W101 = byte { $bytes } không có nghĩa trong bảng mã { $encoding }; đã đọc theo windows-1252
    .hint = Hãy đối chiếu dòng này với trang gốc, hoặc đọc tệp bằng lệnh: bantin normalize --encoding TÊN
W102 = không nhận ra bảng mã; đã đọc theo windows-1252
    .hint = Nếu biết bảng mã, trước hết hãy chuyển tệp sang UTF-8: bantin normalize --profile archive --encoding TÊN
W103 = từ dòng này có phần văn bản dùng bảng mã { $encoding } và đã được đọc theo bảng mã đó
    .hint = Tệp được ghép từ nhiều nguồn: hãy kiểm tra các chỗ nối.
W104 = tệp đã hỏng từ trước (UTF-16): { $count } ký tự bị mất, thay bằng U+FFFD
    .hint = Nếu có thể, hãy lưu lại trang từ nguồn.
W105 = còn { $lines } dòng nữa có byte không có nghĩa, dòng cuối cùng là dòng này; đã đọc theo windows-1252
    .hint = Nếu biết bảng mã, hãy dùng lệnh: bantin normalize --encoding TÊN

## Đọc bài
E201 = không tìm thấy bài viết: mọi dòng đều là phần phụ của trang (thanh điều hướng, quảng cáo…)
    .hint = Xem từng dòng được hiểu là gì bằng lệnh: bantin explain TỆP
W201 = không thấy tiêu đề: đã lấy những chữ đầu của bài làm tiêu đề
    .hint = Hãy kiểm tra tiêu đề trong các tệp kết quả; nếu thiếu, hãy ghi tiêu đề vào dòng đầu của tệp.
W202 = một dòng trông giống phần phụ của trang nhưng vẫn được giữ trong bài
    .hint = Xem từng dòng được hiểu là gì bằng lệnh: bantin explain TỆP
W203 = ngày ghi phía trên tiêu đề được coi là đồng hồ của trang, không phải ngày đăng
    .hint = Hãy kiểm tra lại ngày đăng của bài.
W204 = đã bỏ một dòng dù chưa thật chắc chắn ({ $reason })
    .hint = Xem từng dòng được hiểu là gì bằng lệnh: bantin explain TỆP

## Phông chữ, dàn trang, PDF
E401 = không dùng được phông chữ { $path }: { $reason }
    .hint = Hãy sửa fonts.fallback trong bantin.toml.
E402 = trang không còn chỗ cho nội dung: { $reason }
    .hint = Hãy giảm lề hoặc tăng khổ giấy trong bantin.toml (mục [page]).
E403 = không tạo được PDF: { $reason }
    .hint = Đây là lỗi của bantin. Hãy gửi tệp gây ra lỗi này cho những người làm bantin.
W401 = không phông chữ nào có ký tự { $characters }
    .hint = Bản in dùng □ thay thế, nội dung vẫn được giữ. Hãy khai báo ở fonts.fallback một phông chữ có các ký tự này.
W402 = có { $count } dòng bị giãn khoảng cách giữa các chữ quá ba lần
    .hint = Hãy tăng bề rộng cột hoặc giảm cỡ chữ trong bantin.toml (mục [page]).
W403 = { $key } = { $value } nằm ngoài khoảng { $range } (Nghị định 30/2020/NĐ-CP)
    .hint = Văn bản hành chính phải theo khoảng này; bản tin thì có thể bỏ qua.
W404 = có { $count } đoạn chữ viết từ phải sang trái được in theo thứ tự của văn bản
    .hint = Không mất chữ nào, nhưng bản in đọc ngược ở những chỗ này. Hãy kiểm tra lại bằng mắt.

## DOCX
E501 = lỗi của bantin: một phần của tệp DOCX không đúng cú pháp: { $reason }
    .hint = Các bài khác không bị ảnh hưởng. Hãy gửi tệp gây ra lỗi này cho những người làm bantin.
E502 = tệp DOCX sẽ vượt quá 4 GiB
    .hint = Hãy chia nhỏ bài viết.

## Gói lưu trữ
E601 = không ghi được gói lưu trữ: { $reason }
    .hint = Hãy chia nhỏ tệp đầu vào.
E602 = mã hồ sơ { $code } đã thuộc về { $other }
    .hint = Mã hồ sơ được tạo từ nội dung tệp nên rất hiếm khi trùng. Hãy thêm một dòng trống vào cuối tệp này rồi chạy lại.
W601 = trường { $field }: đã rút gọn còn tối đa { $limit } ký tự, không cắt giữa từ
    .hint = Trường này không chứa được nhiều hơn (Thông tư 05/2025/TT-BNV). Toàn văn vẫn có trong bài.
W602 = không tìm thấy ngày tháng trong bài; siêu dữ liệu ghi ngày { $date }
    .hint = Nếu biết ngày đúng, hãy sửa lại trong hệ thống lưu trữ.
W603 = số, ký hiệu { $symbol } dài hơn trường cho phép nên không được ghi
    .hint = Hãy kiểm tra lại số, ký hiệu trong bài.

## Chạy hàng loạt
E701 = lỗi của bantin: { $reason }
    .hint = Các bài khác không bị ảnh hưởng. Hãy gửi tệp gây ra lỗi này cho những người làm bantin.
E702 = xử lý lâu quá giới hạn { $limit } giây
    .hint = Hãy chia nhỏ tệp, hoặc tăng limits.max_seconds trong bantin.toml.
E703 = không ghi được { $path }: { $reason }
    .hint = Hãy đổi tên tệp đầu vào, hoặc chuyển đi những gì đang chiếm chỗ đó trong thư mục kết quả.

## Cấu hình và dòng lệnh
E801 = { $path }: { $place ->
        [line] dòng { $line }:{" "}
       *[none] { "" }
    }{ $why ->
    [syntax] không đúng cú pháp TOML: { $reason }
    [unreadable] không đọc được: { $reason }
    [unknown-key] không có thiết lập { $key }{ $expected ->
        [none] { "" }
       *[near] ; có phải ý bạn là { $expected }?
    }
    [not-section] { $key } là tên của một mục: hãy viết [{ $key }] rồi ghi các thiết lập ở bên dưới
    [not-text] { $key } phải là chữ đặt trong ngoặc kép
    [not-bool] { $key } phải là true (có) hoặc false (không)
    [not-whole] { $key } phải là số nguyên trong khoảng { $expected }
    [not-number] { $key } phải là số trong khoảng { $expected }
    [not-list] { $key } phải là danh sách chữ, ví dụ ["P4"]
    [not-one-of] { $key } phải là một trong các giá trị: { $expected }
   *[other] { $key }: { $reason }
  }
    .about = tệp cấu hình hoặc --set sai: cú pháp, thiết lập không có, giá trị ngoài giới hạn
    .hint = Lệnh bantin init tạo sẵn một tệp mẫu có chú thích; bantin config show liệt kê mọi thiết lập.
E802 = { $why ->
    [missing] không có { $path }
    [no-package] không có gói hay túi nào trong { $path }
   *[other] không có tệp văn bản nào (*.txt, *.text) trong { $path }
  }
    .about = không tìm thấy tệp đầu vào
    .hint = { $why ->
        [missing] Hãy kiểm tra lại tên và thư mục đang đứng. Nếu không ghi tên, bantin đọc thư mục input.
        [no-package] Hãy ghi tên gói (.zip), gói đã giải nén, túi BagIt, hoặc thư mục chứa chúng.
       *[other] Hãy đặt các tệp *.txt vào đó, hoặc ghi tên tệp hay thư mục trên dòng lệnh.
    }
E803 = không ghi được { $path }: { $reason }
    .hint = Hãy kiểm tra dung lượng ổ đĩa và quyền ghi, hoặc chọn thư mục khác bằng -o.
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
    [twice] { $subject } bị ghi hai lần
    [number-of-values] { $subject }: số giá trị không đúng
    [not-utf8] có tùy chọn không phải UTF-8
    [set-form] --set { $subject }: phải có dạng MỤC.TÊN=GIÁ_TRỊ, ví dụ --set typography.tone=modern
    [folder-for-file] { $subject } là thư mục; ở đây cần một tệp
    [file-for-folder] { $subject } là tệp; ở đây cần một thư mục
    [path-for-command] { $subject } là tệp hoặc thư mục, không phải lệnh; có phải ý bạn là: bantin convert { $subject }?
    [too-many] quá nhiều tệp cho một lần chạy: hãy chia phần bằng --shard
   *[other] { $reason }
  }
    .about = dùng dòng lệnh sai: tùy chọn hoặc lệnh không có, giá trị thiếu hoặc sai, ghi thư mục ở chỗ cần tệp
    .hint = { $in ->
        [command] Xem: bantin { $command } --help
       *[none] Xem: bantin --help
    }
E805 = { $key }: không nhận giá trị “{ $value }”; được phép: { $allowed }
    .hint = Hãy ghi đúng mã vào bantin.toml. Mã cơ quan dài hơn 10 ký tự thì docId dài hơn 25: dùng mã theo Quyết định 20/2020/QĐ-TTg, ví dụ H27.12.05.
E806 = một lượt chạy khác đang ghi vào { $path } (tiến trình { $pid })
    .hint = Hãy đợi lượt đó kết thúc, hoặc chọn thư mục khác bằng -o.
E807 = không đủ tài nguyên hệ thống: { $reason }
    .hint = Hãy nới giới hạn (ulimit -v, ulimit -n, ulimit -u), hoặc giảm --jobs.
E808 = không ghép được các phần trong { $path }: { $what } bị thiếu hoặc không khớp với các phần khác
    .hint = Hãy chạy hết mọi phần với cùng cấu hình, rồi mới dùng --merge.
E809 = đã có sẵn { $path } nên không ghi đè
    .hint = Hãy sửa tệp đó, hoặc đổi tên hay chuyển nó đi nơi khác trước.
E810 = { $why ->
    [missing] không đọc được biểu trưng { $path }
    [inks] biểu trưng { $path } là ảnh JPEG hệ màu in (CMYK)
    [large] biểu trưng { $path } có hơn 25 triệu điểm ảnh
   *[broken] biểu trưng { $path } không phải ảnh PNG hay JPEG, hoặc bị hỏng
  }
    .about = không đọc được tệp biểu trưng, tệp không phải ảnh PNG hay JPEG, bị hỏng, dùng hệ màu CMYK hoặc quá lớn (hơn 25 triệu điểm ảnh)
    .hint = Hãy ghi ở bulletin.logo trong bantin.toml tên một tệp PNG hoặc JPEG (hệ màu RGB hoặc xám), hoặc xóa dòng đó.
E811 = không có bài nào dùng được trong { $count } tệp
    .hint = Lý do bỏ từng tệp đã nêu ở trên.
W802 = nội dung giống hệt { $first }: chỉ in một lần
    .hint = Nếu đó là nhầm lẫn, hãy xóa một trong hai tệp.
W801 = chưa có bantin.toml: gói lưu trữ dùng mã cơ quan tạm
    .hint = Hãy chạy bantin init rồi điền mã của cơ quan.

## Lý do từ hệ thống
io-not-found = không tồn tại
io-permission = không có quyền truy cập
io-exists = đã có sẵn
io-is-folder = đó là thư mục
io-not-folder = đó, hoặc một phần của đường dẫn, không phải là thư mục
io-full = ổ đĩa đã đầy
io-read-only = ổ đĩa chỉ cho đọc
io-not-utf8 = không phải văn bản UTF-8
io-not-regular = không phải tệp thường (thiết bị, ống dẫn hoặc thư mục)
io-name = tên không hợp lệ hoặc quá dài
io-memory = hết bộ nhớ

## Trang không có chỗ
room-number = có số âm hoặc không phải số
room-body = page.body_pt không nằm trong khoảng 4–72
room-line-height = page.line_height không nằm trong khoảng 0,8–5
room-measure = dòng ngắn hơn tám lần cỡ chữ
room-first-line = page.first_line_mm lớn hơn nửa dòng
room-depth = mỗi trang chứa chưa được sáu dòng
font-embedding = giấy phép của phông không cho nhúng vào tệp khác (OS/2 fsType)

## bantin init, bantin config
init-done = Đã tạo { $path }. Hãy điền tên và mã của cơ quan, rồi kiểm tra bằng lệnh: bantin config check
config-right = { $path } hợp lệ: đã đặt { $count } thiết lập.
config-none = Ở đây chưa có bantin.toml: đang dùng các giá trị mặc định. Lệnh bantin init tạo tệp này.
origin-default = mặc định

## bantin convert
convert-done = { $inputs } tệp đầu vào: { $converted } đã chuyển đổi, { $unchanged } không đổi, { $duplicate } trùng lặp, { $failed } lỗi, { $warnings } cảnh báo.
convert-interrupted = Đã dừng. { $converted } đã chuyển đổi, { $unchanged } không đổi, { $duplicate } trùng lặp, { $failed } lỗi trong { $inputs } tệp đầu vào. Chạy lại lệnh này để làm tiếp.
convert-progress = Đã xong { $done } trong { $todo } bài, { $failed } lỗi, { $rate } bài mỗi giây, còn khoảng { $left } phút
convert-more-failures = Các lỗi còn lại có trong report.json.
convert-article = { $pages } trang
bulletin-done = Đã tạo { $path }: { $articles } bài, { $pages } trang.
dry-run-convert = chuyển đổi
dry-run-unchanged = không đổi

## Xem nhãn
explain-title = Tiêu đề:
explain-date = Ngày:
explain-author = Tác giả:
explain-organisation = Cơ quan:
explain-source = Nguồn:
label-title = tiêu đề
label-kicker = chuyên mục
label-lead = mở bài
label-body = thân bài
label-subhead = đề mục
label-caption = chú thích ảnh
label-credit = nguồn ảnh
label-byline = tác giả
label-dateline = ngày đăng
label-list_item = mục liệt kê
label-quote = lời nói
label-table = bảng
label-end_mark = dấu hết
label-boilerplate = bỏ
label-duplicate = bỏ (lặp)
label-notice = ghi nguồn
reason-share-buttons = nút chia sẻ
reason-print-mail = nút in, gửi thư, quay lại
reason-font-size = nút cỡ chữ
reason-counter = bộ đếm
reason-menu = trình đơn
reason-menu-chain = nằm trong trình đơn
reason-menu-line = trình đơn trên một dòng
reason-buttons = các nút bấm
reason-slogan = khẩu hiệu của trang
reason-table-of-contents = mục lục của trang, lặp lại các đề mục
reason-section-list = danh sách chuyên mục
reason-comments = khung bình luận
reason-comment = bình luận của bạn đọc
reason-related-label = tiêu đề nhóm tin liên quan
reason-related-headline = tin liên quan
reason-related-cell = tin liên quan
reason-tags = từ khóa
reason-player = trình phát video, âm thanh
reason-template = mã còn sót của trang mẫu
reason-login = đăng nhập
reason-download = nút tải về
reason-masthead = tên trang
reason-masthead-repeated = tên trang, in nhiều lần
reason-masthead-english = tên trang bằng tiếng Anh
reason-rating = chấm điểm bài viết
reason-image-stub = vết tích của ảnh
reason-image-file = tên tệp ảnh
reason-separator = dòng kẻ
reason-metadata = thông số của trang
reason-prompt = lời nhắc của trang
reason-page-number = số trang
reason-bare-number = con số đứng một mình
reason-breadcrumb = đường dẫn chuyên mục
reason-site-clock = đồng hồ của trang, không phải ngày đăng
reason-title-repeated = lặp lại tiêu đề
reason-title-picture = tiêu đề đánh số dưới ảnh
reason-title-slug = tiêu đề không dấu trong địa chỉ trang
reason-slug-related = địa chỉ của tin khác
reason-lead-repeated = lặp lại đoạn mở bài
reason-caption-repeated = lặp lại chú thích ảnh
reason-site-footer = chân trang
reason-below-signature = nằm dưới tên tác giả, giữa các nút của trang
reason-foot = nằm giữa các dòng cuối trang
reason-contact = địa chỉ liên hệ của trang
reason-agency-repeated = lặp lại tên hãng tin
explain-doubtful = chưa chắc
explain-counted = Giữ { $kept } dòng, bỏ { $dropped } dòng.
first-made = Đã tạo { $made } cho { $count } bài.
first-where = Kết quả ở { $folders }; { $report } ghi lại từng bài.
first-next = Tiếp theo: mở một tệp trong { $first } để xem, rồi khai báo tên và mã của cơ quan bằng lệnh: bantin init
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
html-vanished = tệp không còn nữa, kết quả được giữ lại
html-part-failed = Bài lỗi và cách xử lý
html-part-doubtful = Bài còn chỗ nghi ngờ, cần xem lại
html-part-all = Tất cả bài viết
html-none = Không có.
html-line = dòng { $line }
html-edits = Số chỗ sửa theo quy tắc: { $edits }. Số dòng bị bỏ: { $removed }. Chi tiết: bantin explain
## Kiểm tra gói (verify)
zip-behind = sau mục lục của zip
zip-truncated = tệp bị cắt cụt, phần cuối không còn
zip-no-end = không có phần kết của tệp zip
zip-end-record = phần kết của tệp zip
zip-no-zip64 = thiếu phần ZIP64
zip-zip64 = phần ZIP64
zip-before = trước mục đầu tiên hoặc trước phần kết
zip-folder-content = thư mục mà có nội dung
zip-stored-size = hai kích thước của tệp không nén khác nhau
zip-local-header = phần đầu của tệp
zip-directory = mục lục
zip-count = số mục ghi trong phần kết không thể đúng
verify-panic = bantin gặp lỗi của chính nó khi đọc gói này

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
V203 = không tệp METS nào nhắc đến tệp này
V204 = METS nhắc đến tệp không có trong gói: { $detail }
V205 = kích thước khác với METS: { $detail }
V206 = mã SHA-256 khác với { $detail }
V207 = METS sai quy tắc: { $detail }
V208 = cây thư mục thừa (?) hoặc thiếu (–) tệp: { $detail }
V209 = lược đồ không phải bản đã công bố
V301 = XML không đúng cú pháp: { $detail }
V302 = có khai báo DOCTYPE, thực thể hoặc lệnh xử lý
V303 = không hợp lệ theo lược đồ: { $detail }
V401 = đối tượng PREMIS và tệp trong METS không khớp: { $detail }
V402 = PREMIS ghi sai kích thước hoặc mã SHA-256 của { $detail }
V403 = liên kết, sự kiện hoặc tác nhân trong PREMIS không khớp nhau: { $detail }
V501 = PDF bị hỏng: { $detail }
V502 = PDF không tự nhận là PDF/A-2a và PDF/UA-1: { $detail }
V503 = văn bản trong PDF khác với NITF: { $detail }
V504 = không mở được DOCX: { $detail }
V505 = văn bản trong DOCX khác với NITF: { $detail }
V506 = thông tin mô tả mâu thuẫn với nhau hoặc với nội dung: { $detail }
V507 = mã định danh gói không khớp với tệp gốc: { $detail }
V601 = khai báo của túi BagIt sai hoặc thiếu: { $detail }
V602 = bản kê của túi BagIt sai hoặc thiếu: { $detail }
V603 = bản kê { $detail } nhắc đến tệp không có
V604 = tệp không có trong bản kê { $detail }
V605 = mã kiểm tra khác với { $detail }
V606 = Payload-Oxum sai: { $detail }
verify-summary = { $packages } gói: { $valid } hợp lệ, { $invalid } không hợp lệ
