#include "secrets/secret.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "secrets/key_vault.h"

namespace mockdata::secrets {
namespace {

constexpr std::size_t kLargest = 64 << 10;

std::string_view trim(std::string_view text) {
  static const char kBlank[] = " \t\r\n";
  std::size_t from = text.find_first_not_of(kBlank);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(kBlank) - from + 1);
}

Result<Secret> checked(std::string label, std::string_view value) {
  value = trim(value);
  if (value.empty()) return source_error("the " + label + " is empty", {}, "store the secret there");
  return Secret(std::move(label), WipedBytes(value));
}

}  // namespace

Result<Secret> from_environment(const std::string& variable) {
  const char* value = std::getenv(variable.c_str());
  if (!value) {
    return source_error("the environment variable " + variable + " is not set", {}, "export it, or name another place");
  }
  return checked("environment variable " + variable, value);
}

Result<Secret> from_file(const std::string& path) {
  int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return source_error("the secret's file cannot be read: " + std::string(std::strerror(errno)), path);
  WipedBytes value;
  char chunk[4096];
  ssize_t got = 0;
  while ((got = ::read(file, chunk, sizeof chunk)) > 0 && value.size() <= kLargest) {
    value.append({chunk, static_cast<std::size_t>(got)});
  }
  explicit_bzero(chunk, sizeof chunk);
  int problem = errno;
  ::close(file);
  if (got < 0) return source_error("the secret's file cannot be read: " + std::string(std::strerror(problem)), path);
  if (value.size() > kLargest) return source_error("the file is too large for a secret", path, "name the file that holds the secret alone");
  return checked("file " + path, value.view());
}

Result<Secret> find_secret(const Places& places, const http::Client& client) {
  if (!places.environment.empty()) return from_environment(places.environment);
  if (!places.file.empty()) return from_file(places.file);
  if (!places.key_vault.empty() && !places.secret.empty()) {
    MOCKDATA_ASSIGN(VaultAccess access, vault_access_from_environment());
    return from_key_vault(places.key_vault, places.secret, access, client);
  }
  if (!places.key_vault.empty() || !places.secret.empty()) {
    return usage_error(places.secret.empty() ? "the Key Vault is named, but not the secret in it" : "the secret is named, but not its Key Vault",
                       "give both --key-vault and --secret");
  }
  if (places.ask) {
    MOCKDATA_ASSIGN(WipedBytes value, places.ask(places.question));
    return checked("secret that was typed in", value.view());
  }
  return usage_error("no place for the secret is named, and nobody can be asked",
                     "give --token-env NAME, --token-file PATH, or --key-vault NAME with --secret NAME");
}

}  // namespace mockdata::secrets
