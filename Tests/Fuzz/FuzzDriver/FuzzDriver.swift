import Glibc

/// Takes one input; returns 0, or −1 for an input that is not worth keeping.
public typealias FuzzTarget = @convention(c) (UnsafePointer<UInt8>, Int) -> CInt

/// libFuzzer's own loop, with the command line's options. The package manager names every program's entry itself, so that
/// libFuzzer's `main` cannot be it.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>, _ target: FuzzTarget
) -> CInt

public func runFuzzer(_ target: FuzzTarget) -> Never {
  var count = CommandLine.argc
  var arguments = CommandLine.unsafeArgv
  exit(runDriver(&count, &arguments, target))
}
