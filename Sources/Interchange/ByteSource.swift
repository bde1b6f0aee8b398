internal import CZlib
internal import Glibc

/// The bytes of a file, unpacked where it is packed with gzip, whatever its name.
package struct ByteSource: ~Copyable {
  let path: String
  private let descriptor: Int32
  private var unpacking: Inflation?
  /// How much may come out of a packed file.
  private let limit: Int
  /// Told the bytes read from the file so far, piece by piece; what it throws ends the reading.
  private let watch: ((_ bytesRead: Int) throws(ImportError) -> Void)?
  /// Bytes read from the file, packed or not.
  package private(set) var bytesRead = 0
  private var unpacked = 0

  /// - Parameter maximum: How much may come out of a packed file; what is plausible for its size where it is `nil`.
  package init(
    path: String, unpacking: Bool = true, maximum: Int? = nil,
    watch: ((_ bytesRead: Int) throws(ImportError) -> Void)? = nil
  ) throws(ImportError) {
    self.path = path
    self.watch = watch
    descriptor = try RegularFile.open(path)
    var status = stat()
    let size = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    limit = maximum ?? ByteSource.plausibleSize(ofPacked: size)
    self.unpacking = unpacking && (path.hasSuffix(".gz") || ByteSource.isPacked(descriptor)) ? Inflation() : nil
  }

  deinit { close(descriptor) }

  /// 200 times what is packed, but 1 GB in any case, and never more than 64 GB: text packs to a tenth, and what packs to
  /// a thousandth is no text.
  package static func plausibleSize(ofPacked size: Int) -> Int {
    min(max(1 << 30, size.multipliedReportingOverflow(by: 200).partialValue), 64 << 30)
  }

  private static func isPacked(_ descriptor: Int32) -> Bool {
    var start: (UInt8, UInt8) = (0, 0)
    return pread(descriptor, &start, 2, 0) == 2 && start == (0x1F, 0x8B)
  }

  /// Fills the start of `target`; 0 at the end of the file.
  package mutating func read(into target: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
    try watch?(bytesRead)
    guard unpacking != nil else { return try readFile(into: target) }
    while true {
      if let count = try inflate(into: target) {
        unpacked += count
        if unpacked > limit { throw .tooLarge(path: path, limit: limit) }
        return count
      }
      guard let input = unpacking?.input else { return 0 }
      let count = try readFile(into: UnsafeMutableRawBufferPointer(input))
      unpacking?.received(count)
    }
  }

  private mutating func inflate(into target: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int? {
    do throws(Inflation.Failure) {
      return try unpacking?.inflate(into: target)
    } catch {
      throw .brokenGzip(path: path, explanation: error.explanation)
    }
  }

  private mutating func readFile(into target: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
    while true {
      let count = Glibc.read(descriptor, target.baseAddress, target.count)
      if count >= 0 {
        bytesRead += count
        return count
      }
      if errno != EINTR { throw .unreadable(path: path, explanation: systemError()) }
    }
  }
}

/// Unpacks gzip, also several members one after the other.
final class Inflation {
  struct Failure: Error {
    let explanation: String
  }

  private enum State {
    case needsInput, hasInput, atEndOfFile
  }

  let input: UnsafeMutableBufferPointer<UInt8>
  private var stream = z_stream()
  private var state = State.needsInput
  private var isInMember = false
  private var isStarted = false

  package init() { input = .allocate(capacity: 256 * 1024) }

  deinit {
    if isStarted { inflateEnd(&stream) }
    input.deallocate()
  }

  /// Tells that the first `count` bytes of ``input`` are new; 0 is the end of the file.
  func received(_ count: Int) {
    stream.next_in = input.baseAddress
    stream.avail_in = UInt32(count)
    state = count == 0 ? .atEndOfFile : .hasInput
  }

  /// The number of bytes written, 0 at the end; `nil` where more input is needed.
  func inflate(into target: UnsafeMutableRawBufferPointer) throws(Failure) -> Int? {
    while true {
      if state == .hasInput, stream.avail_in == 0 { state = .needsInput }
      if state == .needsInput { return nil }
      if state == .atEndOfFile {
        if isInMember { throw Failure(explanation: "it ends too early") }
        if !isStarted { throw Failure(explanation: "it is empty") }
        return 0
      }
      if !isInMember, try !startMember() { continue }
      stream.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.avail_out = UInt32(clamping: target.count)
      let room = stream.avail_out
      let status = CZlib.inflate(&stream, Z_NO_FLUSH)
      if status == Z_STREAM_END {
        isInMember = false
      } else if status != Z_OK, status != Z_BUF_ERROR {
        throw Failure(explanation: stream.msg.map { String(cString: $0) } ?? "zlib error \(status)")
      }
      let written = Int(room - stream.avail_out)
      if written > 0 { return written }
    }
  }

  /// Starts at the next member; skips the zeros that may follow the last. False where the input is used up.
  private func startMember() throws(Failure) -> Bool {
    if isStarted {
      while stream.avail_in > 0, stream.next_in.pointee == 0 {
        stream.next_in += 1
        stream.avail_in -= 1
      }
      if stream.avail_in == 0 { return false }
      guard stream.next_in.pointee == 0x1F else { throw Failure(explanation: "other bytes stand behind its end") }
      guard inflateReset(&stream) == Z_OK else { throw Failure(explanation: "zlib cannot start again") }
    } else {
      let gzipOnly: Int32 = 15 + 16
      let size = Int32(MemoryLayout<z_stream>.size)
      guard inflateInit2_(&stream, gzipOnly, ZLIB_VERSION, size) == Z_OK else {
        throw Failure(explanation: "memory is short")
      }
      isStarted = true
    }
    isInMember = true
    return true
  }
}
