import RunbookModel

extension ProgramRules {
  /// The system of this machine: kernel, devices, time, services.
  static let systemRules = table { rules in
    rules["sysctl"] = sysctl
    rules["mount"] = { call in
      let arguments = Arguments(call.arguments, valued: ValueOptions("-t -O -o --types"))
      return arguments.operands.isEmpty && !arguments.has("-a", "--all")
        ? call.read : call.change(EffectProblems.changes("what is mounted"))
    }
    rules[
      "umount swapoff mkswap mkfs mkfs.ext4 mkfs.xfs wipefs fsck e2fsck resize2fs xfs_growfs growpart cryptsetup"
    ] = { $0.change(EffectProblems.changes("file systems")) }
    rules["losetup"] = changes("devices", unless: "-a -l -j --all --list --version", orWithoutOperands: true)
    rules["swapon"] = changes("swap space", unless: "-s --show --summary --version", orWithoutOperands: false)
    rules["fdisk sfdisk gdisk parted cfdisk"] = changes(
      "partitions", unless: "-l --list -d --dump --version -v")
    rules["lvs vgs pvs lvdisplay vgdisplay pvdisplay lvscan vgscan pvscan"] = { $0.read }
    rules["lvcreate lvextend lvremove lvresize vgcreate vgextend vgremove pvcreate pvremove"] = {
      $0.change(EffectProblems.changes("volumes"))
    }
    rules["dmsetup"] = verbs(
      "devices",
      "read: ls info table status deps version targets\nchange: create remove suspend resume load clear wipe_table message"
    )
    rules["mdadm"] = changes("disks", unless: "-D --detail -Q --query -E --examine --detail-platform")
    rules["smartctl"] = looks(
      valued: "-d -l -n -q -r -T -f -v -g", changes: "-t --test -s --smart -X --abort -o -S")
    rules["nvme"] = verbs(
      "disks",
      "read: list list-subsys id-ctrl id-ns smart-log error-log get-log version show-regs\nchange: format reset connect disconnect"
    )
    rules["dmesg"] = looks(
      valued: "-l -f -F -s -S --level --facility --since --until",
      changes: "-c -C --clear --read-clear -D -E -n --console-off --console-on --console-level")
    rules["journalctl"] = looks(
      valued:
        "-u -n -p -S -U -o -t -b -g -D -M --since --until --unit --lines --priority --output --vacuum-size --vacuum-time --vacuum-files",
      changes:
        "--vacuum-size --vacuum-time --vacuum-files --rotate --flush --sync --relinquish-var --setup-keys --update-catalog --smart-relinquish-var"
    )
    rules["dmidecode"] = looks(valued: "-s -t -d", writes: "--dump-bin")
    rules["sar"] = looks(valued: "-f -s -e -i -P -n", writes: "-o")
    rules["date"] = { call in
      let arguments = Arguments(
        call.arguments, valued: ValueOptions("-d -f -r -s --date --file --reference --set"))
      let sets =
        arguments.has("-s", "--set")
        || arguments.operands.contains { $0.literalStart?.hasPrefix("+") != true }
      return sets ? call.change(EffectProblems.changes("the clock")) : call.read
    }
    rules["hwclock"] = changes("the clock", unless: "-r --show --verbose --get", orWithoutOperands: false)
    rules["chronyc"] = verbs(
      "the clock",
      "read: tracking sources sourcestats activity ntpdata clients serverstats rtcdata waitsync authdata selectdata\nchange: makestep burst add delete offline online reload settime"
    )
    rules["ntpq"] = { $0.read }
    rules["hostname domainname"] = { call in
      call.paths("-F").isEmpty && !call.has("-F", "--file", "-b", "--boot")
        ? call.read : call.change(EffectProblems.changes("the name of this machine"))
    }
    rules["hostnamectl"] = verbs(
      "this machine",
      "read: status show\nchange: set-hostname hostname set-icon-name set-chassis set-deployment set-location"
    )
    rules["timedatectl"] = verbs(
      "the clock",
      "read: status show timesync-status show-timesync list-timezones\nchange: set-time set-timezone set-local-rtc set-ntp ntp-servers revert"
    )
    rules["localectl"] = verbs(
      "this machine", "read: status list-locales list-keymaps\nchange: set-locale set-keymap set-x11-keymap"
    )
    rules["loginctl"] = verbs(
      "sessions",
      "read: list-sessions session-status show-session list-users user-status show-user list-seats seat-status show-seat\nchange: kill-session kill-user terminate-session terminate-user lock-session activate enable-linger disable-linger"
    )
    rules["busctl"] = verbs(
      "this machine", options: "-M -H",
      "read: list status tree introspect get-property monitor capture wait\nunknown: call emit\nchange: set-property"
    )
    rules["coredumpctl"] = verbs(
      "this machine", options: "-o --output", bare: .read, "read: list info\nunknown: debug gdb dump")
    rules["systemd-analyze"] = verbs(
      "this machine",
      "read: time blame critical-chain plot dot dump cat-config unit-files unit-paths verify condition calendar timespan timestamp security\nchange: log-level log-target service-watchdogs"
    )
    rules["service invoke-rc.d"] = { call in
      if call.has("--status-all", "status", "--version") && call.arguments.count < 3 { return call.read }
      return call.change(EffectProblems.changes("the services of this machine"))
    }
    rules["rc-service rc-update chkconfig update-rc.d initctl"] = { call in
      call.has("status", "--list", "-l", "show")
        ? call.read : call.change(EffectProblems.changes("the services of this machine"))
    }
    rules["reboot shutdown poweroff halt init telinit kexec pm-suspend"] = {
      $0.change(EffectProblems.changes("whether this machine runs"))
    }
    rules["runlevel"] = { $0.read }
    rules["nginx haproxy apachectl httpd"] = changes("the server", unless: "-t -T -v -V -h -c -S")
    rules["modprobe"] = changes(
      "the kernel's modules", unless: "-n --dry-run -c --showconfig --show-config -D --show-depends -V")
    rules["insmod rmmod depmod"] = { $0.change(EffectProblems.changes("the kernel's modules")) }
    rules["crontab"] = { $0.has("-l") ? $0.read : $0.change(EffectProblems.changes("timed jobs")) }
    rules["at batch atrm"] = {
      $0.has("-l", "-c") ? $0.read : $0.change(EffectProblems.changes("timed jobs"))
    }
    rules["atq"] = { $0.read }
    rules[
      "useradd userdel usermod groupadd groupdel groupmod adduser deluser addgroup passwd chpasswd chsh chage gpasswd visudo vipw"
    ] = { $0.change(EffectProblems.changes("the accounts of this machine")) }
    rules["setenforce setsebool semanage restorecon aa-enforce aa-complain aa-disable auditctl"] = { call in
      call.name == "auditctl" && call.has("-l", "-s")
        ? call.read : call.change(EffectProblems.changes("the security settings of this machine"))
    }
    rules[
      "update-ca-certificates update-alternatives ldconfig grub-install update-grub locale-gen tuned-adm"] = {
        call in
        call.has("--list", "--display", "-p", "active", "list", "verify")
          ? call.read : call.change(EffectProblems.changes("this machine"))
      }
    rules["ulimit prlimit stty tset reset clear setterm tabs script"] = { call in
      call.name == "script"
        || (call.name == "prlimit" && call.arguments.contains { $0.text.bytes.contains(.equals) })
        ? call.unknown(EffectProblems.noRule(call.name)) : call.read
    }
  }

  private static let sysctl: EffectRule = { call in
    let arguments = Arguments(call.arguments, valued: ValueOptions("-r --pattern"))
    let sets =
      arguments.has("-w", "--write", "-p", "-f", "--load", "--system")
      || arguments.operands.contains { $0.text.bytes.contains(.equals) }
    return sets ? call.change(EffectProblems.changes("the kernel's settings")) : call.read
  }
}
