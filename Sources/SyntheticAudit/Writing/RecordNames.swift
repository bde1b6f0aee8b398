/// The ids of conversations and customers: numbers of one width, from 1.
struct RecordNames: Sendable {
  private let width: Int

  init(conversations: Int) { width = max(4, String(conversations).utf8.count) }

  func appendConversation(_ index: Int, to bytes: inout [UInt8]) {
    bytes.append("c-")
    bytes.append(number: index + 1, width: width)
  }

  func appendCustomer(_ index: Int, to bytes: inout [UInt8]) {
    bytes.append("u-")
    bytes.append(number: index + 1, width: width)
  }
}
