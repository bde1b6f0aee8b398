internal import Glibc

/// The place of the first `byte`, or `nil`.
package func findByte(_ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  guard let start = bytes.baseAddress, bytes.count > 0, let found = memchr(start, Int32(byte), bytes.count) else {
    return nil
  }
  return UnsafeRawPointer(found) - UnsafeRawPointer(start)
}
