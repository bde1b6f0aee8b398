internal import CZlib
internal import Glibc

/// The bytes of a file, unpacked where its name ends in `.gz`.
struct ByteSource: ~Copyable {
  let path: String
  private let descriptor: Int32
  private var unpacking: Inflation?
  /// Bytes read from the file, packed or not.
  private(set) var bytesRead = 0

  init(path: String, unpacking: Bool = true) throws(ImportError) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path: path, explanation: systemError()) }
    self.unpacking = unpacking && path.hasSuffix(".gz") ? Inflation() : nil
  }

  deinit { close(descriptor) }

  /// Fills the start of `target`; 0 at the end of the file.
  mutating func read(into target: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
    guard unpacking != nil else { return try readFile(into: target) }
    while true {
      if let count = try inflate(into: target) { return count }
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

/// What the last system call that failed said.
func systemError() -> String { String(cString: strerror(errno)) }

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

  init() { input = .allocate(capacity: 256 * 1024) }

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
