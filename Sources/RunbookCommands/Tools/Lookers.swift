import RunbookModel

extension ProgramRules {
  /// Programs that only look, whatever their arguments: they write to their output, and to nothing else.
  static let lookers = words(
    """
    aa-status acpi apropos arch aureport ausearch b2sum base32 base64 basename basenc bat bzcat bzgrep \
    cal cat cksum cmp column colordiff comm ctop cut delv df diff diff3 dig dir dircolors dirname drill du egrep envsubst exa \
    expand expr eza factor fgrep findmnt fmt fold fping free getcap getconf getenforce getent getfacl \
    getsebool grep groups head hexdump host hostid htop id iftop ifstat infocmp iostat ipcalc jq json_pp kail kdig \
    last lastb lastlog ldd lldpctl locale locate logname look ls lsattr lsb_release lsblk lscpu lsd lsfd lshw lsipc lslocks \
    lslogins lsmem lsmod lsns lsof lspci lsscsi lsusb lz4cat md5sum modinfo more mpstat mtr namei nethogs \
    netstat nl nm nproc nslookup nstat ntpstat numastat numfmt objdump od paste pathchk pgrep pidof pidstat ping ping6 pmap pr \
    printenv ps pstree pwdx readelf readlink realpath rev rg seq sestatus sha1sum sha224sum \
    sha256sum sha384sum sha512sum showmount sipcalc size slabtop sleep stat stern strings sum systemd-cgls \
    systemd-cgtop systemd-detect-virt systemd-path tac tail tcptraceroute tload top tput tr tracepath tracepath6 \
    traceroute traceroute6 ts tsort tty uname unexpand uptime users vmstat w wc whatis whereis which who \
    whoami whois xzcat xzgrep yes zcat zdiff zgrep zless zstdcat zstdgrep
    """)
}
