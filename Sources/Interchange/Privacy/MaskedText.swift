internal import Text

/// What was masked, and what stands in its place.
public enum MaskKind: String, Sendable, Hashable, CaseIterable {
  case profile, phone, email, link, account, birth, plate, location, digits

  /// What stands in its place, in every language.
  public var mask: String {
    switch self {
    case .profile: "[masked]"
    case .phone: "[phone]"
    case .email: "[e-mail]"
    case .link: "[link]"
    case .account: "[account]"
    case .birth: "[birth date]"
    case .plate: "[plate]"
    case .location: "[location]"
    case .digits: "[digits]"
    }
  }

  /// What it is called with its number.
  public func counted(_ count: Int) -> String {
    switch self {
    case .profile: NumberText.counted(count, "profile value")
    case .phone: NumberText.counted(count, "phone number")
    case .email: NumberText.counted(count, "e-mail address", "e-mail addresses")
    case .link: NumberText.counted(count, "link")
    case .account: NumberText.counted(count, "account")
    case .birth: NumberText.counted(count, "birth date")
    case .plate: NumberText.counted(count, "licence plate")
    case .location: NumberText.counted(count, "location")
    case .digits: NumberText.counted(count, "long digit run")
    }
  }
}

/// A text in which telephone numbers, e-mail addresses, links, accounts, birth dates, licence plates, coordinates and long
/// runs of digits are masked.
///
/// It finds what has a form. Names, places and numbers in words have none and stay.
public struct MaskedText: Sendable, Hashable {
  /// One masked part of the original.
  public struct Mask: Sendable, Hashable {
    /// In bytes of the original's UTF-8.
    public var range: Range<Int>
    public var kind: MaskKind
  }

  /// The text as it was, broken UTF-8 repaired.
  public let original: [UInt8]
  /// In order, none overlapping another.
  public let masks: [Mask]

  public init(_ text: String) {
    original = Array(text.utf8)
    masks = MaskedText.mayHold(original) ? MaskedText.masks(in: text) : []
  }

  init(_ bytes: UnsafeRawBufferPointer) { self.init(String(decoding: bytes, as: UTF8.self)) }

  /// The masked text.
  public var bytes: [UInt8] { masks.isEmpty ? original : piece(of: 0..<original.count) }
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// A quick look whether there can be anything to mask: a digit, a sign of those that hold addresses together, other
  /// scripts; or a "dot" in the place of one.
  static func mayHold(_ bytes: [UInt8]) -> Bool {
    bytes.contains { $0.isDigitUnit || $0.isOne(of: "@.:_[(=") || $0 >= 0x80 }
      || !Quotation.occurrences(of: Array("dot".utf8), in: bytes, limit: 1).isEmpty
  }

  private static func masks(in text: String) -> [Mask] {
    let folded = FoldedText(text)
    let search = AddressSearch(text: folded)
    var taken = TakenUnits(count: folded.count)
    var masks: [Mask] = []
    func take(_ ranges: [Range<Int>], _ kind: MaskKind) {
      taken.insert(ranges)
      masks += ranges.map { Mask(range: folded.bytes(of: $0), kind: kind) }
    }
    take(search.schemedLinks, .link)
    take(search.addresses(outside: taken), .email)
    take(SpelledAddressSearch(text: folded).addresses(outside: taken), .email)
    take(search.bareLinks(outside: taken), .link)
    let places = PlaceSearch(text: folded)
    take(places.coordinates(outside: taken), .location)
    take(places.plates(outside: taken), .plate)
    take(BirthSearch(text: folded).dates(outside: taken), .birth)
    // A telephone number is one, whatever it is an account of.
    let numbers = NumberSearch(text: folded)
    take(numbers.numbers(outside: taken).filter(\.isPhone).map(\.range), .phone)
    take(AccountSearch(text: folded).accounts(outside: taken), .account)
    take(numbers.numbers(outside: taken).map(\.range), .digits)
    masks.sort { $0.range.lowerBound < $1.range.lowerBound }
    // Where two touch the same words, the second begins where the first ends.
    var end = 0
    return masks.compactMap { mask in
      let start = max(mask.range.lowerBound, end)
      end = max(end, mask.range.upperBound)
      return start < mask.range.upperBound ? Mask(range: start..<mask.range.upperBound, kind: mask.kind) : nil
    }
  }

  /// What the bytes `range` of the original became; a mask that the range touches is there as a whole.
  func piece(of range: Range<Int>) -> [UInt8] {
    var piece: [UInt8] = []
    var place = range.lowerBound
    for mask in masks where mask.range.overlaps(range) {
      if place < mask.range.lowerBound { piece += original[place..<mask.range.lowerBound] }
      piece += mask.kind.mask.utf8
      place = mask.range.upperBound
    }
    if place < range.upperBound { piece += original[place..<range.upperBound] }
    return piece
  }

  /// A quotation from this text, masked so that it still is a part of the masked text; `nil` where it is none of the
  /// original.
  ///
  /// ASCII letters match in either case, as where the explorer highlights a signal.
  func quotation(_ words: [UInt8]) -> (bytes: [UInt8], masks: [Mask])? {
    guard let range = Quotation.occurrences(of: words, in: original, limit: 1).first else { return nil }
    return (piece(of: range), masks.filter { $0.range.overlaps(range) })
  }
}
