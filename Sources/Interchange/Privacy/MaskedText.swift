internal import Text

/// What was masked, and what stands in its place.
public enum MaskKind: String, Sendable, Hashable, CaseIterable {
  case profile, phone, email, link, digits

  /// What stands in its place, in every language.
  public var mask: String {
    switch self {
    case .profile: "[masked]"
    case .phone: "[phone]"
    case .email: "[e-mail]"
    case .link: "[link]"
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
    case .digits: NumberText.counted(count, "long digit run")
    }
  }
}

/// A text in which telephone numbers, e-mail addresses, links and long runs of digits are masked.
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

  /// A quick look whether there can be anything to mask: a digit, an at sign, a dot or a colon inside, other scripts.
  static func mayHold(_ bytes: [UInt8]) -> Bool {
    bytes.contains { $0.isDigitUnit || $0 == 0x40 || $0 == 0x2E || $0 == 0x3A || $0 >= 0x80 }
  }

  private static func masks(in text: String) -> [Mask] {
    let folded = FoldedText(text)
    let search = AddressSearch(text: folded)
    var taken = TakenUnits(count: folded.count)
    let links = search.schemedLinks
    taken.insert(links)
    let addresses = search.addresses(outside: taken)
    taken.insert(addresses)
    let bare = search.bareLinks(outside: taken)
    taken.insert(bare)
    let numbers = NumberSearch(text: folded).numbers(outside: taken)
    var masks = (links + bare).map { Mask(range: folded.bytes(of: $0), kind: .link) }
    masks += addresses.map { Mask(range: folded.bytes(of: $0), kind: .email) }
    masks += numbers.map { Mask(range: folded.bytes(of: $0.range), kind: $0.isPhone ? .phone : .digits) }
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
