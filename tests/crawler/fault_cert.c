#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdio.h>

#include "fault_server.h"

#define DAY_S (24L * 60 * 60)

static void add_extension(X509 *certificate, X509 *issuer, int nid,
                          const char *value)
{
    X509V3_CTX context;
    X509_EXTENSION *extension;

    X509V3_set_ctx(&context, issuer, certificate, NULL, NULL, 0);
    extension = X509V3_EXT_conf_nid(NULL, &context, nid, value);
    g_assert(extension != NULL);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

static X509 *certificate_new(EVP_PKEY *key, const char *common_name,
                             X509 *issuer, int days)
{
    static long serial = 1;
    X509 *certificate = X509_new();
    X509_NAME *name = X509_get_subject_name(certificate);

    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial++);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -90 * DAY_S);
    X509_gmtime_adj(X509_getm_notAfter(certificate), days * DAY_S);
    X509_set_pubkey(certificate, key);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                               (const guchar *)common_name, -1, -1, 0);
    X509_set_issuer_name(
        certificate,
        X509_get_subject_name(issuer != NULL ? issuer : certificate));
    return certificate;
}

static X509 *authority_new(EVP_PKEY *key, const char *name)
{
    X509 *ca = certificate_new(key, name, NULL, 365);

    add_extension(ca, ca, NID_basic_constraints, "critical,CA:TRUE");
    add_extension(ca, ca, NID_key_usage, "critical,keyCertSign,cRLSign");
    add_extension(ca, ca, NID_subject_key_identifier, "hash");
    X509_sign(ca, key, EVP_sha256());
    return ca;
}

static void write_pem(const char *path, X509 *certificate, EVP_PKEY *key)
{
    FILE *file = fopen(path, "w");

    g_assert(file != NULL);
    PEM_write_X509(file, certificate);
    if (key != NULL)
        PEM_write_PrivateKey(file, key, NULL, NULL, 0, NULL, NULL);
    fclose(file);
}

void fault_cert_write(const FaultCert *cert, const char *ca_file,
                      const char *cert_file)
{
    EVP_PKEY *ca_key = EVP_EC_gen("P-256");
    EVP_PKEY *stranger_key = EVP_EC_gen("P-256");
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509 *ca = authority_new(ca_key, "Sample CA");
    X509 *stranger = authority_new(stranger_key, "Unknown CA");
    X509 *issuer = cert->untrusted ? stranger : ca;
    X509 *leaf = certificate_new(key, "sample site", issuer, cert->days);

    add_extension(leaf, issuer, NID_subject_alt_name, cert->name);
    X509_sign(leaf, cert->untrusted ? stranger_key : ca_key, EVP_sha256());
    write_pem(ca_file, ca, NULL);
    write_pem(cert_file, leaf, key);
    X509_free(leaf);
    X509_free(stranger);
    X509_free(ca);
    EVP_PKEY_free(key);
    EVP_PKEY_free(stranger_key);
    EVP_PKEY_free(ca_key);
}
