import JSON
import Testing

@Suite struct CredentialTests {
  private func cleaned(_ text: String) -> String { text.withoutCredentials }

  @Test(arguments: [
    "api_key", "apiKey", "API-KEY", "x-api-key", "openai_api_key", "Authorization", "proxy-authorization", "password",
    "db_passwd", "client_secret", "secretKey", "aws_secret_access_key", "accessToken", "token", "hf_token", "auth",
    "cookie",
    "Set-Cookie", "private_key", "credentials", "Ocp-Apim-Subscription-Key", "passphrase", "session_token",
  ])
  func aMemberIsACredentialByItsName(name: String) {
    #expect(cleaned(#"{"a":1,"\#(name)":"x y z 1","b":[{"\#(name)":"zzzzzz"}]}"#) == #"{"a":1,"b":[{}]}"#)
  }

  @Test(arguments: [
    #"{"max_tokens":60,"prompt_tokens":1,"token":3,"tokens":["a","b"]}"#, #"{"api_key_env":"OPENAI_API_KEY"}"#,
    #"{"eos_token":"</s>","stop_token":"x","special_tokens":["<s>"]}"#,
    #"{"author":"me","authority":"x","keys":["k"]}"#,
    #"{"password":null,"api_key":"","secret":false,"token":"yes"}"#,
    #"{"auth_header_name":"X-Key","token_file":"/run/t"}"#,
    #"{"prompt":"The bearer of this letter asks for a basic education, see https://host/v1?page=2"}"#,
    #"{"note":"sk-learn-like tools, well-known: a:b, x=1, e.g. 12:30"}"#,
    #"{"model":"gpt-4o-2024-08-06","base_url":"http://127.0.0.1:8000/v1"}"#,
    #"{"prompt_sha256":"0123456789abcdef0123456789abcdef","commit":"da39a3ee5e6b4b0d3255bfef95601890afd80709"}"#,
  ])
  func whatIsNoCredentialStays(text: String) { #expect(cleaned(text) == text) }

  @Test(arguments: [
    ("sk-FAKE-nested-key", "[removed]"), ("use sk-proj-abc123def456 here", "use [removed] here"),
    ("Bearer abc.def-1234", "Bearer [removed]"), ("Basic dXNlcjpwYXNz=", "Basic [removed]"),
    ("curl -H 'Authorization: Bearer abcdefgh12345678' x", "curl -H 'Authorization: Bearer [removed]' x"),
    ("ghp_0123456789abcdefghijABCDEFGHIJ", "[removed]"), ("AKIAIOSFODNN7EXAMPLE", "[removed]"),
    ("https://me:secret@host/v1", "https://[removed]@host/v1"),
    ("https://host/v1?api_key=0123456789&x=1", "https://host/v1?api_key=[removed]&x=1"),
    ("run --api-key 0123456789 --fast", "run --api-key [removed] --fast"),
    ("PASSWORD=hunter2hunter2", "PASSWORD=[removed]"),
    ("-----BEGIN RSA PRIVATE KEY-----\\nabc", "[removed]"),
  ])
  func aPartOfATextIsOneByItsLook(text: String, expected: String) {
    #expect(cleaned(#"{"custom":"\#(text)"}"#) == #"{"custom":"\#(expected)"}"#)
  }

  /// Words are told apart as bytes: by blanks and marks of other scripts as well, and by as many dots as there are.
  @Test func wordsAreToldApartInAnyScript() {
    let long = "x=1 " + String(repeating: ". ", count: 200_000)
    #expect(CredentialText.masked(long) == nil)
    #expect(CredentialText.masked("密钥：sk-proj-abc123def456。谢谢") == "密钥：[removed]。谢谢")
    #expect(CredentialText.masked("“ghp_0123456789abcdefghijABCDEFGHIJ”\u{3000}好") == "“[removed]”\u{3000}好")
    #expect(CredentialText.masked("a\u{A0}PASSWORD=hunter2hunter2\u{2009}b") == "a\u{A0}PASSWORD=[removed]\u{2009}b")
    #expect(CredentialText.masked("x=1 éàü sk-proj-abc123def456 ß") == "x=1 éàü [removed] ß")
  }

  /// Long texts are looked at in blocks: a secret is found wherever its mark stands in them.
  @Test(arguments: [
    "sk-proj-abc123def456", "ghp_0123456789abcdefghijABCDEFGHIJ", "AKIAIOSFODNN7EXAMPLE", "PASSWORD=hunter2hunter2",
    "https://me:secret@host/v1", "Bearer abc.def-1234567890x", "BASIC dXNlcjpwYXNzMTI0NTY3ODk=",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2ln", "SG.0123456789.abcdefghijklmnopqrstuv",
  ])
  func aSecretIsFoundAtEveryPlace(secret: String) {
    let words = "nothing to see here but words in a row and then some more of them until the end of it "
    for place in 0..<40 {
      let before = String(words.prefix(place)) + " "
      #expect(
        CredentialText.masked(before + secret + " " + words)?.contains(CredentialText.mark) == true, "at \(place)")
      #expect(CredentialText.masked(words + before + secret)?.contains(CredentialText.mark) == true, "last, \(place)")
    }
    #expect(CredentialText.masked(words + words) == nil)
  }

  @Test(arguments: [
    ("密钥_api_key", true), ("用户password", true), ("城市", false), ("api\u{212A}ey", true), ("Ärzte", false),
  ])
  func namesInOtherScriptsAreToldAsWell(name: String, isSecret: Bool) {
    #expect(CredentialName.isSecret(name, text: "0123456789") == isSecret)
  }

  @Test func severalSecretsOfOneTextGo() {
    #expect(
      CredentialText.masked("api_key=0123456789 and Bearer abc.def-1234567890x; order_id=12 at 10:30")
        == "api_key=[removed] and Bearer [removed]; order_id=12 at 10:30")
  }

  @Test func numbersAndUnknownKeysStayAsTheyWereWritten() {
    let text = #"{"n":1.50e+10,"u":"\u00e9","token":"abcdef","big":12345678901234567890}"#
    #expect(cleaned(text) == #"{"n":1.50e+10,"u":"\u00e9","big":12345678901234567890}"#)
  }

  @Test func whatIsNoJSONStaysAsItIs() { #expect(cleaned("password=x") == "password=x") }
}
