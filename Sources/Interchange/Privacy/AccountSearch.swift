/// Finds the names under which people are reached elsewhere: what follows the name of a service, and `@handles`.
struct AccountSearch {
  let text: FoldedText
  private var units: [UInt8] { text.units }

  /// How a service is spoken of, and which of its ids are known without a word that says so.
  private struct Service {
    let words: TextWords
    /// Whether a plain word behind the name is one: nobody writes Latin letters there for anything else.
    var takesWords = false
    /// Whether an id may follow without a blank.
    var isGlued = false
    /// Whether its ids are numbers.
    var isNumber = false
  }

  private static let services = [
    Service(
      words: [
        "微信", "威信", "薇信", "徽信", "微❤", "v信", "加v", "加我v", "加个v", "加下v", "加微", "+v", "卫星号", "小红书号", "抖音号", "微博号", "快手号",
        "支付宝",
      ],
      takesWords: true),
    Service(words: ["wx", "vx"], isGlued: true),
    Service(words: ["weixin", "wechat", "we chat"]),
    Service(
      words: [
        "whatsapp", "telegram", "tg", "line id", "instagram", "insta", "ig", "skype", "snapchat", "discord", "facebook",
        "fb",
        "twitter", "tiktok", "venmo", "paypal", "cashapp",
      ]),
    Service(words: ["qq", "扣扣", "球球", "企鹅号", "q号"], isNumber: true),
  ]

  /// What may stand between a service and an id, longer words first.
  private static let links: TextWords = [
    "账号", "帐号", "号码", "号", "就是", "是", "为", "叫", "username", "account", "handle", "number", "user", "name", "id", "is",
    "no.", "no",
  ]

  /// Links that only an id follows.
  private static let tellingLinks: Set<TextWord> = ["账号", "帐号", "号码", "号", "username", "handle", "id", "叫"]

  /// Accounts outside of `taken`.
  func accounts(outside taken: TakenUnits) -> [Range<Int>] {
    text.ranges(outside: taken) { account(at: $0) }
  }

  private func account(at place: Int) -> Range<Int>? {
    if text.has("wxid_", at: place) {
      let end = idEnd(from: place)
      return end > place + 5 ? place..<end : nil
    }
    if units[place] == 0x40 { return handle(at: place) }
    for service in AccountSearch.services {
      guard let word = service.words.longest(in: text, at: place), begins(word, at: place),
        service.isGlued || ends(word, at: place)
      else { continue }
      return id(of: service, from: place + word.count)
    }
    return nil
  }

  /// The id behind the name of a service.
  private func id(of service: Service, from place: Int) -> Range<Int>? {
    var start = place
    var isTold = false
    while start < units.count, start < place + 16 {
      if let link = AccountSearch.links.longest(in: text, at: start), begins(link, at: start), ends(link, at: start) {
        isTold = isTold || AccountSearch.tellingLinks.contains(link)
        start += link.count
      } else if units[start].isOne(of: ":=#") {
        isTold = true
        start += 1
      } else if units[start].isOne(of: " -+@~,>(\"'") || isArrow(text.codes[start]) {
        start += 1
      } else {
        break
      }
    }
    guard start < units.count else { return nil }
    let end = idEnd(from: start)
    let length = end - start
    let digits = units[start..<end].count(where: \.isDigitUnit)
    if service.isNumber || digits == length {
      let isMeant = service.isNumber || service.takesWords || isTold
      return isMeant && (5...20).contains(length) && digits == length ? start..<end : nil
    }
    guard (4...30).contains(length), units[start].isWordUnit || units[start] == 0x5F else { return nil }
    let isMarked = digits > 0 || units[start..<end].contains { $0.isOne(of: "_-") }
    guard isMarked && length >= 5 || isTold || service.takesWords && length >= 6 else { return nil }
    return (units[start - 1] == 0x40 ? start - 1 : start)..<end
  }

  /// Whether no Latin letter goes before a word: "ig" is none in "big".
  private func begins(_ word: TextWord, at place: Int) -> Bool {
    !units[place].isLetterUnit || place == 0 || !units[place - 1].isWordUnit
  }

  /// Whether no Latin letter goes on behind a word: "id" is none in "idea".
  private func ends(_ word: TextWord, at place: Int) -> Bool {
    let end = place + word.count
    return !units[end - 1].isLetterUnit || end >= units.count || !units[end].isLetterUnit && units[end] != 0x5F
  }

  private func isArrow(_ code: UInt32) -> Bool { (0x2190...0x21FF).contains(code) || (0x27A1...0x27BF).contains(code) }

  /// Where an id ends that begins at `start`.
  private func idEnd(from start: Int) -> Int {
    var end = text.end(of: { $0.isWordUnit || $0.isOne(of: "_-.") }, from: start)
    while end > start, units[end - 1].isOne(of: "-.") { end -= 1 }
    return end
  }

  /// `@name`, with nothing before it that would make it an address.
  private func handle(at place: Int) -> Range<Int>? {
    if place > 0, units[place - 1].isWordUnit || units[place - 1].isOne(of: "._%+-@") { return nil }
    let start = place + 1
    guard start < units.count else { return nil }
    if units[start].isLetterUnit || units[start] == 0x5F {
      let end = idEnd(from: start)
      return end > start + 1 ? place..<end : nil
    }
    let end = text.end(of: { $0 == FoldedText.letter }, from: start, limit: 12)
    return end > start ? place..<end : nil
  }
}
