import CCrypto

/// SHA-256 by OpenSSL's libcrypto, for digests of bundles, prompts and receipts.
///
/// > "Secure Hash Standard (SHS)", FIPS 180-4, 2015, doi:10.6028/NIST.FIPS.180-4
public struct SHA256: ~Copyable {
  private let context: OpaquePointer

  /// Looked up once: with `EVP_sha256` libcrypto would look for whoever computes it at every digest anew.
  ///
  /// Never written to once it is there.
  nonisolated(unsafe) private static let algorithm = EVP_MD_fetch(nil, "SHA256", nil)

  public init() {
    guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, SHA256.algorithm, nil) == 1 else {
      preconditionFailure("libcrypto has no SHA-256")
    }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Adds bytes to what is digested.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
  }

  /// Adds bytes to what is digested.
  public mutating func update(_ bytes: some Sequence<UInt8>) {
    Array(bytes).withUnsafeBytes { update($0) }
  }

  /// The digest of everything that was added, as 64 hexadecimal digits.
  public consuming func hexadecimal() -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digest in
      EVP_DigestFinal_ex(context, digest.baseAddress, nil)
      return String(unsafeUninitializedCapacity: 64) { text in
        func digit(_ value: UInt8) -> UInt8 { value + (value < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10) }
        for (place, byte) in digest.enumerated() {
          text[2 * place] = digit(byte >> 4)
          text[2 * place + 1] = digit(byte & 15)
        }
        return 64
      }
    }
  }

  /// The digest of some bytes, as 64 hexadecimal digits.
  public static func hexadecimal(of bytes: some Sequence<UInt8>) -> String {
    var digest = SHA256()
    digest.update(bytes)
    return digest.hexadecimal()
  }
}
