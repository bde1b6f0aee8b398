/// Room in which one text after another is written as it is compared.
public struct FoldingBuffer: ~Copyable {
  private var room = TextFolding.Target.allocate(capacity: 4096)

  public init() {}

  deinit { room.deallocate() }

  /// `text` as it is compared, until the next one is.
  public mutating func fold(_ text: UnsafeRawBufferPointer) -> UnsafeBufferPointer<UInt8> {
    let needed = TextFolding.growth * text.count
    if room.count < needed {
      room.deallocate()
      room = .allocate(capacity: max(needed, room.count * 2))
    }
    let count = text.withMemoryRebound(to: UInt8.self) { TextFolding.fold($0, into: room) }
    return UnsafeBufferPointer(rebasing: room[..<count])
  }
}
